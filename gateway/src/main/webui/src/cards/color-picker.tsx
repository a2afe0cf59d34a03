import * as Popover from '@radix-ui/react-popover';
import { Check, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { cssColor, fromHueSaturation, toHueSaturation, type HueSaturation } from '../devices/color';
import { useSpeech } from '../i18n/react';
import type { Messages } from '../i18n/en';
import { Range } from '../ui/range';

const SWATCHES: ReadonlyArray<readonly [keyof Messages['lamp']['swatch'], number]> = [
  ['warm', 0xffc88a],
  ['neutral', 0xffffff],
  ['cool', 0xcfe6ff],
  ['amber', 0xffa000],
  ['coral', 0xff5733],
  ['rose', 0xff4d8d],
  ['violet', 0x9b5cff],
  ['blue', 0x2f6bff],
  ['lagoon', 0x00bcd4],
  ['mint', 0x34d399],
];

interface ColorPickerProps {
  name: string;
  color: number | undefined;
  disabled: boolean;
  onChange(color: number): void;
}

export function ColorPicker({ name, color, disabled, onChange }: ColorPickerProps) {
  const { m } = useSpeech();
  const known = SWATCHES.find(([, value]) => value === color)?.[0];
  const word = color === undefined ? m.unknown : known ? m.lamp.swatch[known] : cssColor(color);
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={`${m.lamp.colorOf(name)}: ${word}`}
        disabled={disabled}
        className="touch -mr-2 inline-flex items-center gap-2 rounded-xl px-2 font-medium hover:bg-well disabled:cursor-not-allowed disabled:opacity-60"
      >
        <Dot color={color ?? 0x808080} className="size-6" />
        <span data-testid="lamp-color">{word}</span>
        <ChevronDown aria-hidden className="size-4 text-muted" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={m.lamp.colorOf(name)}
          align="end"
          sideOffset={6}
          collisionPadding={12}
          className="z-40 w-72 rounded-3xl bg-card p-4 text-sm shadow-float motion-safe:animate-[rise_.15s_ease-out]"
        >
          <div className="grid grid-cols-5 gap-1.5">
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

function Dot({ color, className, children }: { color: number; className: string; children?: React.ReactNode }) {
  return (
    <span
      aria-hidden
      style={{ background: cssColor(color) }}
      className={`own-color grid shrink-0 place-items-center rounded-full shadow-[inset_0_0_0_1px_rgb(0_0_0/18%),0_0_0_1px_rgb(255_255_255/14%)] ${className}`}
    >
      {children}
    </span>
  );
}
