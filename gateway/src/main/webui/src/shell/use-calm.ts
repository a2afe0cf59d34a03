import { useEffect, useRef, useState } from 'react';

/**
 * The value, but no newer one within `pause` ms of the last, as long as `key` stays the same. With hundreds of
 * devices some value changes every frame; cards that are sorted anew each time would never hold still.
 */
export function useCalm<T>(value: T, key: unknown, pause: number): T {
  const [shown, setShown] = useState({ value, key });
  const changedAt = useRef(0);
  useEffect(() => {
    if (shown.value === value && shown.key === key) return;
    const wait = shown.key === key ? changedAt.current + pause - Date.now() : 0;
    const timer = setTimeout(
      () => {
        changedAt.current = Date.now();
        setShown({ value, key });
      },
      Math.max(0, wait),
    );
    return () => clearTimeout(timer);
  }, [value, key, pause, shown]);
  return pause === 0 || shown.key !== key ? value : shown.value;
}
