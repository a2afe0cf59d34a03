import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { usePreferences } from '../shell/use-preferences';
import { speak, type Speech } from './speak';

const SpeechContext = createContext<Speech | null>(null);

export function SpeechProvider({ children }: { children: ReactNode }) {
  const chosen = usePreferences().language;
  const speech = useMemo(() => speak(chosen, navigator.languages), [chosen]);
  useEffect(() => {
    document.documentElement.lang = speech.format.locale;
  }, [speech]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('No SpeechProvider above this component');
  return speech;
}
