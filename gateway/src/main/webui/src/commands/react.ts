import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Desk } from './desk';
import type { LineState } from './line';

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('No DeskContext above this component');
  return desk;
}

export function useLine(id: string): LineState {
  const desk = useDesk();
  return useSyncExternalStore(desk.subscribe, () => desk.state(id));
}
