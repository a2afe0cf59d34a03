import type { Entry } from '../live/picture';
import { own } from './own';

export interface Alarm {
  id: string;
  name: string;
  location: string | undefined;
  severity: number;
  /** False: the sensor fell silent after this; nobody knows how it goes on. */
  watched: boolean;
  acknowledged: boolean;
}

type Acknowledged = Readonly<Record<string, number>>;

/**
 * Leaks at or above the threshold, the worst first. An acknowledged one stays so until it gets worse. A sensor
 * that went offline in the middle of a leak does not end the alarm: it may have drowned.
 */
export function alarmsOf(entries: Iterable<Entry>, from: number, acknowledged: Acknowledged): Alarm[] {
  const alarms: Alarm[] = [];
  for (const { id, view, status, device } of entries) {
    if (view.kind !== 'leak' || view.severity === undefined || view.severity < from) continue;
    alarms.push({
      id,
      name: device.deviceName,
      location: view.location,
      severity: view.severity,
      watched: status === 'online',
      acknowledged: (own(acknowledged, id) ?? 0) >= view.severity,
    });
  }
  return alarms.sort((a, b) => b.severity - a.severity || (a.name < b.name ? -1 : 1));
}

/** Forgets acknowledgements whose leak is over, so that the next one is news again. */
export function stillAcknowledged(entries: ReadonlyMap<string, Entry>, from: number, acknowledged: Acknowledged): Acknowledged {
  const kept = Object.entries(acknowledged).filter(([id]) => {
    const view = entries.get(id)?.view;
    return view === undefined || view.kind !== 'leak' || view.severity === undefined || view.severity >= from;
  });
  return kept.length === Object.keys(acknowledged).length ? acknowledged : Object.fromEntries(kept);
}
