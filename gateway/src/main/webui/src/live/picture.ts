import { timestampMs } from '@bufbuild/protobuf/wkt';
import type { ConnectedDevice, DeviceEvent } from '../gen/badezimmer_pb';
import { own } from '../devices/own';
import { statusOf, viewOf, type DeviceView, type StatusName } from '../devices/view';

/** One difference between two states of a device. `key` is a property's name, or `status`, `address`, `name`. */
export interface Change {
  at: number;
  key: string;
  from: string | undefined;
  to: string | undefined;
}

export interface Sample {
  at: number;
  value: number;
}

/** A device as this page knows it: what the gateway says, read, and what happened since the page was opened. */
export interface Entry {
  id: string;
  device: ConnectedDevice;
  view: DeviceView;
  status: StatusName;
  /** When this page first saw it. */
  firstSeen: number;
  changedAt: number;
  /** Newest first. */
  changes: readonly Change[];
  /** Oldest first: how the value that is plotted went. */
  history: readonly Sample[];
}

/** Everything the page knows of the bathroom. A value: events make a new one. */
export interface Picture {
  entries: ReadonlyMap<string, Entry>;
  /** False until the first snapshot was complete: until then nobody may say "there are no devices". */
  complete: boolean;
}

export const EMPTY: Picture = { entries: new Map(), complete: false };

const MAX_CHANGES = 50;
const MAX_SAMPLES = 240;
export const HISTORY_MS = 10 * 60_000;

/**
 * Applies the events of one stream to the picture. A new stream begins with a snapshot: what is not in
 * it is gone, but only once it is complete, so a stream that breaks in the middle takes nothing away.
 */
export class StreamReader {
  private listed: Set<string> | undefined = new Set();
  private sequence = -1n;

  /** `now` is the gateway's time, for events that carry none. */
  apply(picture: Picture, events: readonly DeviceEvent[], now: number): Picture {
    if (events.every(({ event }) => event.case === undefined)) return picture; // signs of life, if anything
    const entries = new Map(picture.entries);
    let complete = picture.complete;
    for (const event of events) {
      const inSnapshot = this.listed !== undefined;
      if (!inSnapshot && event.sequence < this.sequence) continue;
      if (event.sequence > this.sequence) this.sequence = event.sequence;
      const at = event.at && !inSnapshot ? timestampMs(event.at) : now;
      switch (event.event.case) {
        case 'changed': {
          const device = event.event.value;
          this.listed?.add(device.id);
          entries.set(device.id, entryOf(device, entries.get(device.id), at));
          break;
        }
        case 'removed':
          this.listed?.delete(event.event.value);
          entries.delete(event.event.value);
          break;
        case 'snapshotComplete':
          for (const id of entries.keys()) if (this.listed && !this.listed.has(id)) entries.delete(id);
          this.listed = undefined;
          complete = true;
          break;
        default: // a sign of life
      }
    }
    return { entries, complete };
  }
}

function entryOf(device: ConnectedDevice, before: Entry | undefined, at: number): Entry {
  const view = viewOf(device);
  const changes = before ? difference(before.device, device, at) : [];
  return {
    id: device.id,
    device,
    view,
    status: statusOf(device),
    firstSeen: before?.firstSeen ?? at,
    changedAt: changes.length > 0 ? at : (before?.changedAt ?? at),
    changes: changes.length > 0 ? [...changes, ...(before?.changes ?? [])].slice(0, MAX_CHANGES) : (before?.changes ?? []),
    history: view.kind === 'fart' ? sampled(before?.history ?? [], view.level, at) : [],
  };
}

function sampled(history: readonly Sample[], value: number | undefined, at: number): readonly Sample[] {
  if (value === undefined) return history;
  const kept = history.filter((sample) => sample.at > at - HISTORY_MS);
  // The value that reached into the window is where the line begins.
  const edge = history.length > kept.length ? history[history.length - kept.length - 1] : undefined;
  return [...(edge ? [edge] : []), ...kept, { at, value }].slice(-MAX_SAMPLES);
}

function difference(before: ConnectedDevice, after: ConnectedDevice, at: number): Change[] {
  const changes: Change[] = [];
  const compare = (key: string, from: string | undefined, to: string | undefined) => {
    if (from !== to) changes.push({ at, key, from, to });
  };
  compare('status', statusOf(before), statusOf(after));
  compare('name', before.deviceName, after.deviceName);
  compare('address', addressOf(before), addressOf(after));
  for (const key of new Set([...Object.keys(before.properties), ...Object.keys(after.properties)])) {
    compare(key, own(before.properties, key), own(after.properties, key));
  }
  return changes;
}

export function addressOf(device: ConnectedDevice): string {
  return device.ips.map((ip) => `${ip}:${device.port}`).join(', ');
}
