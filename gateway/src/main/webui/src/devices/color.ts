/** Colors are numbers 0xRRGGBB, as on the wire. */

export interface HueSaturation {
  /** 0 to 360. */
  hue: number;
  /** 0 to 100. */
  saturation: number;
}

/** Reads `0xFF8800`, `#ff8800` and, as older lamps write it, `16746496`. */
export function parseColor(text: string): number | undefined {
  const hex = /^(?:0x|#)([0-9a-f]{6})$/i.exec(text);
  const value = hex ? parseInt(hex[1]!, 16) : /^\d{1,8}$/.test(text) ? Number(text) : NaN;
  return value >= 0 && value <= 0xffffff ? value : undefined;
}

export function cssColor(color: number): string {
  return `#${color.toString(16).padStart(6, '0')}`;
}

/** The full-bright color of a hue and a saturation: how bright the lamp shines is its brightness. */
export function fromHueSaturation({ hue, saturation }: HueSaturation): number {
  const channel = (offset: number) => {
    const k = (offset + hue / 60) % 6;
    return Math.round(255 * (1 - (saturation / 100) * Math.max(0, Math.min(k, 4 - k, 1))));
  };
  return (channel(5) << 16) | (channel(3) << 8) | channel(1);
}

export function toHueSaturation(color: number): HueSaturation {
  const [r, g, b] = [(color >> 16) & 255, (color >> 8) & 255, color & 255] as const;
  const max = Math.max(r, g, b);
  const range = max - Math.min(r, g, b);
  if (range === 0) return { hue: 0, saturation: 0 };
  const sector = max === r ? ((g - b) / range + 6) % 6 : max === g ? (b - r) / range + 2 : (r - g) / range + 4;
  return { hue: Math.round(sector * 60) % 360, saturation: Math.round((range / max) * 100) };
}
