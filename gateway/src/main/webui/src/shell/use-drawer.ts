import { useCallback, useEffect, useState } from 'react';

/** Which device's details are open: a step in the browser's history, so that Back closes them and stays on the page. */
export function useDrawer(): [id: string | undefined, open: (id: string) => void, close: () => void] {
  const [id, setId] = useState(openInHistory);
  useEffect(() => {
    const moved = () => setId(openInHistory());
    window.addEventListener('popstate', moved);
    return () => window.removeEventListener('popstate', moved);
  }, []);
  const open = useCallback((next: string) => {
    history.pushState({ device: next }, '');
    setId(next);
  }, []);
  const close = useCallback(() => {
    setId(undefined);
    if (openInHistory() !== undefined) history.back();
  }, []);
  return [id, open, close];
}

function openInHistory(): string | undefined {
  const state = history.state as { device?: unknown } | null;
  return typeof state?.device === 'string' ? state.device : undefined;
}
