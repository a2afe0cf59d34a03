import { useCallback, useEffect, useState } from 'react';
import { browseFromAddress, browseToAddress, type Browse } from '../devices/browse';

/** Search, filters and order, kept in the address: a tablet on the wall can have its own bookmark. */
export function useBrowse(): [Browse, (view: Browse) => void] {
  const [view, setView] = useState(() => browseFromAddress(location.search));
  useEffect(() => {
    const back = () => setView(browseFromAddress(location.search));
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);
  const change = useCallback((next: Browse) => {
    setView(next);
    history.replaceState(history.state, '', `${location.pathname}${browseToAddress(next)}${location.hash}`);
  }, []);
  return [view, change];
}
