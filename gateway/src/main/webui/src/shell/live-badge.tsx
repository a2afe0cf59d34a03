import { useDeferredValue } from 'react';
import { useSpeech } from '../i18n/react';
import { useConnection } from '../live/react';

/** Whether what is shown is live: said in a word, always in sight. */
export function LiveBadge() {
  const { m } = useSpeech();
  // Not said before the cards that it is said of are there: they are deferred, too.
  const { fresh, lastHeard } = useDeferredValue(useConnection());
  const state = fresh ? 'live' : lastHeard === undefined ? 'connecting' : 'stale';
  const look = {
    live: ['bg-good-well text-good', 'bg-good', m.live.live],
    connecting: ['bg-well text-muted', 'bg-edge motion-safe:animate-[beat_1s_ease-in-out_infinite]', m.live.connecting],
    stale: ['bg-warn-well text-warn', 'bg-warn motion-safe:animate-[beat_1s_ease-in-out_infinite]', m.live.reconnecting],
  } as const;
  const [well, dot, word] = look[state];
  return (
    <p
      data-testid="live"
      data-state={state}
      title={fresh ? m.live.liveHint : undefined}
      className={`inline-flex h-9 items-center shrink-0 gap-2 rounded-full px-3 sm:px-3.5 text-sm font-semibold ${well}`}
    >
      <span aria-hidden className={`size-2.5 rounded-full ${dot}`} />
      {word}
    </p>
  );
}
