import { WifiOff } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { subscribeToSeconds } from '../format/ago';
import { useSpeech } from '../i18n/react';
import { useConnection, useStore } from '../live/react';
import type { Connection } from '../live/stream';

/** How long a first visit waits before the page says that it waits. */
const PATIENCE_MS = 2_500;

/** Says that the page is not live, how old what it shows is, and when it tries again. */
export function StaleBanner() {
  const connection = useConnection();
  const opened = useOpenedFor(PATIENCE_MS);
  if (connection.fresh || (connection.lastHeard === undefined && connection.failures === 0 && !opened)) return null;
  return <Stale connection={connection} />;
}

function Stale({ connection: { lastHeard, retryAt, phase } }: { connection: Connection }) {
  const { m, format } = useSpeech();
  const store = useStore();
  const second = useSyncExternalStore(subscribeToSeconds, () => Math.floor(Date.now() / 1_000));
  const now = second * 1_000;
  const wait = phase === 'waiting' && retryAt !== undefined ? Math.max(0, Math.round((retryAt - now) / 1_000)) : 0;
  return (
    <section
      aria-label={m.live.reconnecting}
      data-testid="stale"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-2xl bg-warn-well px-4 py-2.5 text-sm text-warn shadow-float"
    >
      <WifiOff aria-hidden className="size-5 shrink-0" />
      <p className="min-w-[min(13rem,100%)] grow basis-0">
        <strong className="font-semibold">{navigator.onLine ? m.live.away : m.live.offline}</strong>{' '}
        {lastHeard === undefined ? m.live.never : m.live.asOf(format.time(lastHeard, now), format.duration(now - lastHeard))}{' '}
        <span className="whitespace-nowrap">{m.live.retryIn(wait)}</span>
      </p>
      <button
        type="button"
        onClick={() => store.retry()}
        className="touch rounded-xl px-3 font-semibold underline underline-offset-4 hover:bg-card/50"
      >
        {m.live.retryNow}
      </button>
    </section>
  );
}

function useOpenedFor(ms: number): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return over;
}
