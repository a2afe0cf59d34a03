import type { ReactNode } from 'react';
import { cssColor } from '../devices/color';
import type { Messages } from '../i18n/en';

export type Swatch = keyof Messages['lamp']['swatch'];

export const SWATCHES: ReadonlyArray<readonly [Swatch, number]> = [
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

export function swatchOf(color: number | undefined): Swatch | undefined {
  return SWATCHES.find(([, value]) => value === color)?.[0];
}

export function Dot({ color, className, children }: { color: number; className: string; children?: ReactNode }) {
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
