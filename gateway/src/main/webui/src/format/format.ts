const UNITS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
] as const;

/** How numbers and times look in one language. `locale` is the browser's own tag where it fits: `de-AT`, `pt-BR`. */
export class Format {
  private readonly numbers: Intl.NumberFormat;
  private readonly clock: Intl.DateTimeFormat;
  private readonly exactTime: Intl.DateTimeFormat;
  private readonly relative: Intl.RelativeTimeFormat;
  private readonly names: Intl.ListFormat;

  constructor(readonly locale: string) {
    this.numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    this.clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
    this.exactTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
    this.relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
    this.names = new Intl.ListFormat(locale, { type: 'conjunction' });
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  /** The time of day when it was today, else the date too. */
  time(ms: number, now: number): string {
    const sameDay = new Date(ms).toDateString() === new Date(now).toDateString();
    return sameDay ? this.clock.format(ms) : this.exactTime.format(ms);
  }

  exact(ms: number): string {
    return this.exactTime.format(ms);
  }

  /** `2 min. ago`. Coarse on purpose: it changes no more often than a person looks. Never in the future. */
  ago(ms: number, now: number): string {
    const seconds = Math.max(0, Math.floor((now - ms) / 1000));
    if (seconds < 3) return this.relative.format(0, 'second');
    if (seconds < 10) return this.relative.format(-seconds, 'second');
    if (seconds < 60) return this.relative.format(-Math.floor(seconds / 5) * 5, 'second');
    if (seconds < 3_600) return this.relative.format(-Math.floor(seconds / 60), 'minute');
    if (seconds < 86_400) return this.relative.format(-Math.floor(seconds / 3_600), 'hour');
    return this.relative.format(-Math.floor(seconds / 86_400), 'day');
  }

  /** `12 sec`: for how long, in the largest unit that fits. */
  duration(ms: number): string {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    const [size, unit] = UNITS.find(([length]) => seconds >= length) ?? ([1, 'second'] as const);
    const value = Math.floor(seconds / size);
    return new Intl.NumberFormat(this.locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  }

  list(items: readonly string[]): string {
    return this.names.format(items);
  }
}

/** `SOME_NAME` and `some_name` as words. */
export function asWords(name: string): string {
  const words = name.replace(/[_-]+/g, ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
