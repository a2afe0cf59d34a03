export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What a person chose on this machine. */
export interface Preferences {
  theme: Theme;
  /** Undefined: what the browser says. */
  language: string | undefined;
  /** From this severity on, a leak raises the alarm banner: 1 to 10. */
  alarmFrom: number;
  /** Leaks that somebody saw, by device, with the severity at which they were seen. */
  acknowledged: Record<string, number>;
}

const KEY = 'badezimmer.preferences';
const DEFAULTS: Preferences = { theme: 'system', language: undefined, alarmFrom: 4, acknowledged: {} };

/** Keeps the preferences in the browser's store, and works without one. */
export class PreferenceStore {
  private current: Preferences;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined = safeStorage()) {
    this.current = this.read();
    if (typeof window !== 'undefined') {
      window.addEventListener('storage', (event) => {
        if (event.key === KEY) this.become(this.read());
      });
    }
  }

  readonly get = (): Preferences => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(part: Partial<Preferences>): void {
    this.become({ ...this.current, ...part });
    try {
      this.storage?.setItem(KEY, JSON.stringify(this.current));
    } catch {
      // A full or forbidden store: the choice holds until the page is closed.
    }
  }

  private become(preferences: Preferences): void {
    this.current = preferences;
    this.listeners.forEach((listener) => listener());
  }

  private read(): Preferences {
    try {
      return sound(JSON.parse(this.storage?.getItem(KEY) ?? '{}'));
    } catch {
      return DEFAULTS;
    }
  }
}

function sound(stored: Partial<Preferences> | null): Preferences {
  const { theme, language, alarmFrom, acknowledged } = stored ?? {};
  return {
    theme: THEMES.includes(theme as Theme) ? (theme as Theme) : DEFAULTS.theme,
    language: typeof language === 'string' ? language : undefined,
    alarmFrom: Number.isInteger(alarmFrom) && alarmFrom! >= 1 && alarmFrom! <= 10 ? alarmFrom! : DEFAULTS.alarmFrom,
    acknowledged: acknowledged && typeof acknowledged === 'object' ? acknowledged : {},
  };
}

function safeStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

export const preferences = new PreferenceStore();
