import { useEffect, useRef, useState } from 'react';
import { useSpeech } from '../i18n/react';
import { useConnection, useStore } from '../live/react';
import { NewsCollector } from './news';

/** News of this long are said in one breath. */
const BREATH_MS = 2_000;

/**
 * The page's voice for those who do not see it. It says what came, went, fell silent or came back, and whether
 * the page is live; never a value: those change all the time, and who wants one can read it.
 */
export function Announcer() {
  const { m, format } = useSpeech();
  const store = useStore();
  const [text, setText] = useState('');
  const { fresh, lastHeard } = useConnection();
  const wasFresh = useRef<boolean | undefined>(undefined);

  useEffect(() => {
    if (wasFresh.current !== undefined && wasFresh.current !== fresh && lastHeard !== undefined) {
      setText(fresh ? m.live.back : m.live.lost);
    }
    if (fresh || wasFresh.current !== undefined) wasFresh.current = fresh;
  }, [fresh, lastHeard, m]);

  useEffect(() => {
    const news = new NewsCollector();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const off = store.onChange((before, after) => {
      if (!news.add(before, after)) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        setText(news.take((names) => (names.length > 4 ? m.said.many(names.length) : format.list(names)), m.said));
      }, BREATH_MS);
    });
    return () => {
      off();
      clearTimeout(timer);
    };
  }, [store, m, format]);

  return (
    <p role="status" className="sr-only" data-testid="announcer">
      {text}
    </p>
  );
}
