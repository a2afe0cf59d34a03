import { createContext, useContext, useRef, useSyncExternalStore } from 'react';
import type { Entry, Picture } from './picture';
import type { Store } from './store';
import type { Connection } from './stream';

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('No StoreContext above this component');
  return store;
}

export function useEntry(id: string): Entry | undefined {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => store.entry(id));
}

export function useConnection(): Connection {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, store.connection);
}

/** Whether what is shown is current. */
export function useFresh(): boolean {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => store.connection().fresh);
}

/** A value derived from the picture; the component renders again only when `same` says that it differs. */
export function usePicture<T>(derive: (picture: Picture) => T, same: (a: T, b: T) => boolean = Object.is): T {
  const store = useStore();
  const memo = useRef<{ picture: Picture; derive: (picture: Picture) => T; value: T } | undefined>(undefined);
  return useSyncExternalStore(store.subscribe, () => {
    const picture = store.picture();
    const last = memo.current;
    if (last && last.picture === picture && last.derive === derive) return last.value;
    const fresh = derive(picture);
    const value = last && same(last.value, fresh) ? last.value : fresh;
    memo.current = { picture, derive, value };
    return value;
  });
}

export function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
