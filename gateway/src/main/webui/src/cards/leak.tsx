import { EyeOff } from 'lucide-react';
import type { DeviceView } from '../devices/view';
import { wetnessOf, type Wetness } from '../devices/words';
import { useSpeech } from '../i18n/react';

const TONE: Record<Wetness, string> = {
  dry: 'bg-good',
  damp: 'bg-accent',
  wet: 'bg-(--smell-2)',
  leaking: 'bg-(--smell-3)',
  flooding: 'bg-bad',
};

interface LeakBodyProps {
  view: Extract<DeviceView, { kind: 'leak' }>;
  /** Whether the sensor itself is there. */
  watched: boolean;
  current: boolean;
}

export function LeakBody({ view, watched, current }: LeakBodyProps) {
  const { m } = useSpeech();
  const { severity } = view;
  const word = severity === undefined ? m.unknown : m.leak.words[wetnessOf(severity)];
  if (!watched) return <NotWatched word={severity === undefined ? undefined : word} />;
  return (
    <>
      <p className="text-3xl font-semibold tracking-tight" data-testid="leak-word">
        {current ? word : `${m.lastKnown}: ${word}`}
      </p>
      <div>
        <p className="mb-2 flex flex-wrap justify-between gap-x-3 text-sm">
          <span className="text-muted">{m.leak.severity}</span>
          <span className="max-w-full font-medium wrap-anywhere">{severity === undefined ? '–' : m.leak.of(severity)}</span>
        </p>
        <div
          role="meter"
          aria-label={m.leak.severity}
          aria-valuemin={0}
          aria-valuemax={10}
          aria-valuenow={severity ?? 0}
          aria-valuetext={word}
          className="flex gap-1"
        >
          {Array.from({ length: 10 }, (_, index) => (
            <span
              key={index}
              className={`h-3 grow rounded-full transition-colors ${
                severity !== undefined && index < severity
                  ? `segment-full ${TONE[wetnessOf(severity)]}`
                  : 'segment-empty bg-well shadow-[inset_0_0_0_1px_var(--line)]'
              }`}
            />
          ))}
        </div>
      </div>
    </>
  );
}

/** A silent sensor is not a dry floor. */
function NotWatched({ word }: { word: string | undefined }) {
  const { m } = useSpeech();
  return (
    <div className="rounded-2xl bg-warn-well p-4 text-warn">
      <p className="flex items-center gap-2 text-xl font-semibold" data-testid="leak-word">
        <EyeOff aria-hidden className="size-5 shrink-0" />
        {m.leak.notWatched}
      </p>
      <p className="mt-1 text-sm">
        {m.leak.notWatchedHint} {word && m.leak.lastSaid(word)}
      </p>
    </div>
  );
}
