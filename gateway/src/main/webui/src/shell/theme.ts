import { preferences } from './preferences';

const BAR = { light: '#eaf1f3', dark: '#0a1417' } as const;

/** Keeps the page in the chosen theme, and in the system's while that is the choice. theme.js did it before the first paint. */
export function keepTheme(): void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const { theme } = preferences.get();
    const shown = theme === 'system' ? (system.matches ? 'dark' : 'light') : theme;
    document.documentElement.dataset.theme = shown;
    document.querySelector<HTMLMetaElement>('meta[name="theme-color"]')!.content = BAR[shown];
  };
  apply();
  system.addEventListener('change', apply);
  preferences.subscribe(apply);
}
