import { Format } from '../format/format';
import type { Messages } from './en';
import { LANGUAGES, languageOf, type Language } from './languages';

export interface Speech {
  language: Language;
  m: Messages;
  format: Format;
}

export function speak(chosen: string | undefined, wanted: readonly string[]): Speech {
  const language = languageOf(chosen, wanted);
  const locale = wanted.find((tag) => tag.toLowerCase().startsWith(language)) ?? language;
  return { language, m: LANGUAGES[language].messages, format: formatOf(locale, language) };
}

/** Some systems name locales that no standard knows: `en-US@posix`. */
function formatOf(locale: string, language: Language): Format {
  try {
    return new Format(locale);
  } catch {
    return new Format(language);
  }
}
