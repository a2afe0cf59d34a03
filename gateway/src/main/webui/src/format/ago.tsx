import { useSyncExternalStore } from 'react';
import { useSpeech } from '../i18n/react';
import { useStore } from '../live/react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for the whole page, stopped while nobody needs it. */
export function subscribeToSeconds(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((each) => each()), 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** A moment as "2 min. ago", with the exact time on hover; renders again only when the words change. */
export function Ago({ at, className }: { at: number; className?: string }) {
  const { format } = useSpeech();
  const words = useAgo(at);
  return (
    <time dateTime={new Date(at).toISOString()} title={format.exact(at)} className={className}>
      {words}
    </time>
  );
}

export function useAgo(at: number): string {
  const { format } = useSpeech();
  const store = useStore();
  return useSyncExternalStore(subscribeToSeconds, () => format.ago(at, store.now()));
}
