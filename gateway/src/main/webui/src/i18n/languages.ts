import { de } from './de';
import { en, type Messages } from './en';
import { pt } from './pt';

export const LANGUAGES = {
  en: { name: 'English', messages: en },
  de: { name: 'Deutsch', messages: de },
  pt: { name: 'Português', messages: pt },
} as const satisfies Record<string, { name: string; messages: Messages }>;

export type Language = keyof typeof LANGUAGES;

/** The chosen language, else the first of the browser's that there is, else English. */
export function languageOf(chosen: string | undefined, wanted: readonly string[]): Language {
  for (const tag of [chosen ?? '', ...wanted]) {
    const language = tag.toLowerCase().split('-')[0]!;
    if (Object.hasOwn(LANGUAGES, language)) return language as Language;
  }
  return 'en';
}
