import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { Format } from '../format/format';
import { usePreferences } from '../shell/preferences';
import type { Messages } from './en';
import { LANGUAGES, languageOf, type Language } from './languages';

export interface Speech {
  language: Language;
  m: Messages;
  format: Format;
}

const SpeechContext = createContext<Speech | null>(null);

export function SpeechProvider({ children }: { children: ReactNode }) {
  const chosen = usePreferences().language;
  const speech = useMemo(() => speak(chosen, navigator.languages), [chosen]);
  useEffect(() => {
    document.documentElement.lang = speech.format.locale;
  }, [speech]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function speak(chosen: string | undefined, wanted: readonly string[]): Speech {
  const language = languageOf(chosen, wanted);
  const locale = wanted.find((tag) => tag.toLowerCase().startsWith(language)) ?? language;
  return { language, m: LANGUAGES[language].messages, format: new Format(locale) };
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('No SpeechProvider above this component');
  return speech;
}
