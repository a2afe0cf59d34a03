import * as Popover from '@radix-ui/react-popover';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { cssColor, fromHueSaturation, toHueSaturation, type HueSaturation } from '../devices/color';
import { useSpeech } from '../i18n/react';
import { Range } from '../ui/range';
import { ColorButton, type ColorPickerProps } from './color-picker';
import { Dot, SWATCHES } from './swatches';

/** Opens as soon as it is there: it was asked for. */
export default function ColorPopover({ name, color, disabled, onChange }: ColorPickerProps) {
  const { m } = useSpeech();
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger asChild>
        <ColorButton name={name} color={color} disabled={disabled} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={m.lamp.colorOf(name)}
          align="end"
          sideOffset={6}
          collisionPadding={12}
          className="z-40 w-72 max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-3xl bg-card p-4 text-sm shadow-float motion-safe:animate-[rise_.15s_ease-out]"
        >
          <div className="grid grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))] gap-1.5">
            {SWATCHES.map(([key, value]) => (
              <button
                key={key}
                type="button"
                aria-label={m.lamp.swatch[key]}
                aria-pressed={value === color}
                title={m.lamp.swatch[key]}
                onClick={() => onChange(value)}
                className="grid size-11 place-items-center rounded-2xl hover:bg-well"
              >
                <Dot color={value} className="size-9">
                  {value === color && <Check className="size-5 text-black" />}
                </Dot>
              </button>
            ))}
          </div>
          <Sliders color={color ?? 0xffffff} onChange={onChange} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Sliders({ color, onChange }: { color: number; onChange(color: number): void }) {
  const { m } = useSpeech();
  // White has no hue and rounding moves it: the hands' own position is kept while it makes the color that is shown.
  const [held, setHeld] = useState<HueSaturation>(() => toHueSaturation(color));
  const { hue, saturation } = fromHueSaturation(held) === color ? held : toHueSaturation(color);
  const move = (next: HueSaturation) => {
    setHeld(next);
    onChange(fromHueSaturation(next));
  };
  const rainbow = [0, 60, 120, 180, 240, 300, 360].map((stop) => `hsl(${stop} 100% 50%)`).join(',');
  const full = cssColor(fromHueSaturation({ hue, saturation: 100 }));
  return (
    <div className="mt-2">
      <p className="text-muted">{m.lamp.hue}</p>
      <Range
        label={m.lamp.hue}
        value={hue}
        max={359}
        text={`${hue}°`}
        track={`linear-gradient(90deg,${rainbow})`}
        thumb={full}
        onChange={(next) => move({ hue: next, saturation: saturation || 100 })}
      />
      <p className="text-muted">{m.lamp.saturation}</p>
      <Range
        label={m.lamp.saturation}
        value={saturation}
        max={100}
        text={`${saturation} %`}
        track={`linear-gradient(90deg,#fff,${full})`}
        thumb={cssColor(color)}
        onChange={(next) => move({ hue, saturation: next })}
      />
    </div>
  );
}
