import { useEffect, useRef, useState } from 'react';
import { sameList } from '../live/react';

/** How long cards keep their places, whatever their values do. */
export const STEADY_MS = 5 * 60_000;

/**
 * The ids in an order that holds still: nobody can press a button that moves. What is gone leaves, what is new goes to
 * the end; the list is sorted anew when `key` changes, when the page is looked at again, and every `pause` ms.
 */
export function useSteady(sorted: readonly string[], key: unknown, pause: number): readonly string[] {
  const [turn, setTurn] = useState(0);
  const shown = useRef({ ids: sorted, key, turn });
  const inOrder = shown.current.key === key && shown.current.turn === turn && pause > 0;
  const next = inOrder ? steady(shown.current.ids, sorted) : sorted;
  const ids = sameList(shown.current.ids, next) ? shown.current.ids : next;
  useEffect(() => {
    shown.current = { ids, key, turn };
  });
  useEffect(() => {
    if (pause === 0) return;
    const settle = () => document.visibilityState === 'visible' && setTurn((before) => before + 1);
    const timer = setInterval(settle, pause);
    document.addEventListener('visibilitychange', settle);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', settle);
    };
  }, [pause, key]);
  return ids;
}

/** `before` without what is not in `now`, then what is new, in the order of `now`. */
export function steady(before: readonly string[], now: readonly string[]): readonly string[] {
  const left = new Set(now);
  const kept = before.filter((id) => left.delete(id));
  return [...kept, ...left];
}
