import type { CSSProperties } from 'react';
import { useDesk, useLine } from '../commands/react';
import type { Wishes } from '../commands/line';
import { cssColor } from '../devices/color';
import type { DeviceView } from '../devices/view';
import { useSpeech } from '../i18n/react';
import type { Entry } from '../live/picture';
import { Range } from '../ui/range';
import { Toggle } from '../ui/toggle';
import { ColorPicker } from './color-picker';

type LampView = Extract<DeviceView, { kind: 'lamp' }>;

export function LampBody({ entry, view, current }: { entry: Entry; view: LampView; current: boolean }) {
  const { m, format } = useSpeech();
  const desk = useDesk();
  const line = useLine(entry.id);
  const { on, brightness, color } = { ...view, ...line.wishes };
  const name = entry.device.deviceName;
  const wish = (wishes: Wishes) => desk.wish(entry.id, wishes);
  const percent = brightness === undefined ? m.unknown : `${format.number(brightness)} %`;
  return (
    <>
      <div className="flex items-center justify-between gap-3">
        <p className="text-3xl font-semibold tracking-tight" data-testid="lamp-power">
          {on === undefined ? '–' : on ? m.on : m.off}
        </p>
        <Toggle
          label={m.lamp.power(name)}
          checked={on}
          disabled={!current}
          busy={line.wishes.on !== undefined}
          onChange={(next) => wish({ on: next })}
        />
      </div>
      <div>
        <p className="flex flex-wrap justify-between gap-x-3 text-sm">
          <span className="text-muted">{m.lamp.brightness}</span>
          <span className="max-w-full font-medium wrap-anywhere" data-testid="lamp-brightness">
            {percent}
          </span>
        </p>
        <Range
          label={m.lamp.brightnessOf(name)}
          value={brightness ?? 0}
          max={100}
          text={percent}
          disabled={!current}
          onChange={(next) => wish(on === false && next > 0 ? { on: true, brightness: next } : { brightness: next })}
        />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-3 text-sm">
        <span className="text-muted">{m.lamp.color}</span>
        <ColorPicker name={name} color={color} disabled={!current} onChange={(next) => wish({ color: next })} />
      </div>
    </>
  );
}

/** The card shines as the lamp does. */
export function lampGlow({ on, brightness = 0, color = 0xffffff }: Partial<Omit<LampView, 'kind' | 'extras'>>): CSSProperties | undefined {
  if (!on || brightness === 0) return undefined;
  const css = cssColor(color);
  const share = (full: number) => `${Math.round(6 + (brightness / 100) * full)}%`;
  return {
    '--glow': `color-mix(in oklab, ${css} ${share(26)}, transparent)`,
    '--halo': `color-mix(in oklab, ${css} ${share(60)}, transparent)`,
  } as CSSProperties;
}
