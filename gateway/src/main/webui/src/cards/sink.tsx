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

/** Waves while it runs, a still surface while it does not. Moved by the compositor alone: a wall tablet shows this all day. */
function Water({ running }: { running: boolean }) {
  return (
    <div aria-hidden className="relative h-8 overflow-hidden rounded-xl bg-well">
      {running ? (
        <>
          <div className="wave opacity-40 motion-safe:animate-[flow_3.1s_linear_infinite_reverse]" />
          <div className="wave top-2 opacity-70 motion-safe:animate-[flow_1.7s_linear_infinite]" />
        </>
      ) : (
        <div className="absolute inset-x-0 bottom-0 h-1.5 bg-accent opacity-30" />
      )}
    </div>
  );
}
