import { useDesk, useLine } from '../commands/react';
import type { DeviceView } from '../devices/view';
import { useSpeech } from '../i18n/react';
import type { Entry } from '../live/picture';
import { Toggle } from '../ui/toggle';
import { Figure } from './figure';

type SinkView = Extract<DeviceView, { kind: 'sink' }>;

export function SinkBody({ entry, view, current }: { entry: Entry; view: SinkView; current: boolean }) {
  const { m } = useSpeech();
  const desk = useDesk();
  const line = useLine(entry.id);
  const on = line.wishes.on ?? view.on;
  return (
    <>
      <Figure value={view.litres} unit={m.sink.litres} testId="sink-litres" />
      <Water running={on === true && current} />
      <div className="flex items-center justify-between gap-3">
        <p className="font-medium" data-testid="sink-power">
          {on === undefined ? '–' : on ? m.sink.running : m.sink.closed}
        </p>
        <Toggle
          label={m.sink.power(entry.device.deviceName)}
          checked={on}
          disabled={!current}
          busy={line.wishes.on !== undefined}
          onChange={(next) => desk.wish(entry.id, { on: next })}
        />
      </div>
    </>
  );
}

/** Waves while it runs, a still surface while it does not. */
function Water({ running }: { running: boolean }) {
  const wave = (height: number) => `M-80 ${12 - height}${`q20 -${height * 2} 40 0t40 0`.repeat(12)}V40H-80Z`;
  return (
    <svg aria-hidden preserveAspectRatio="xMinYMax slice" viewBox="0 0 400 32" className="h-8 w-full rounded-xl bg-well">
      {running ? (
        <>
          <path d={wave(4)} className="fill-accent opacity-35 motion-safe:animate-[flow_3.1s_linear_infinite_reverse]" />
          <path d={wave(5)} className="fill-accent opacity-60 motion-safe:animate-[flow_1.7s_linear_infinite]" transform="translate(0 7)" />
        </>
      ) : (
        <path d="M0 26H400V32H0Z" className="fill-accent opacity-30" />
      )}
    </svg>
  );
}
