import type { ConnectedDevice } from '../gen/badezimmer_pb';
import { DeviceCategory, DeviceStatus } from '../gen/badezimmer_pb';
import { parseColor } from './color';
import { own } from './own';

/** What a device's properties say, read by what the device is. A value that is absent or unreadable is undefined. */
export type DeviceView =
  | { kind: 'lamp'; on: boolean | undefined; brightness: number | undefined; color: number | undefined; extras: Property[] }
  | { kind: 'sink'; on: boolean | undefined; litres: number | undefined; extras: Property[] }
  | {
      kind: 'toilet';
      flushes: number | undefined;
      lastFlush: number | undefined;
      clogged: boolean | undefined;
      litres: number | undefined;
      extras: Property[];
    }
  | { kind: 'fart'; level: number | undefined; lastDetection: number | undefined; extras: Property[] }
  | { kind: 'leak'; severity: number | undefined; location: string | undefined; extras: Property[] }
  | { kind: 'other'; extras: Property[] };

export type DeviceKindName = DeviceView['kind'];
export type Property = readonly [key: string, value: string];

export const KINDS: readonly DeviceKindName[] = ['lamp', 'sink', 'toilet', 'fart', 'leak', 'other'];

const KIND_OF_CATEGORY: Partial<Record<DeviceCategory, DeviceKindName>> = {
  [DeviceCategory.LIGHT_LAMP]: 'lamp',
  [DeviceCategory.SINK]: 'sink',
  [DeviceCategory.TOILET]: 'toilet',
  [DeviceCategory.FART_DETECTOR]: 'fart',
  [DeviceCategory.WATER_LEAK]: 'leak',
};

export function kindOf(device: ConnectedDevice): DeviceKindName {
  return KIND_OF_CATEGORY[device.category] ?? 'other';
}

export const STATUSES = ['online', 'offline', 'error', 'unknown'] as const;
export type StatusName = (typeof STATUSES)[number];

export function statusOf(device: ConnectedDevice): StatusName {
  switch (device.status) {
    case DeviceStatus.ONLINE_DEVICE_STATUS:
      return 'online';
    case DeviceStatus.OFFLINE_DEVICE_STATUS:
      return 'offline';
    case DeviceStatus.ERROR_DEVICE_STATUS:
      return 'error';
    default:
      return 'unknown';
  }
}

export function viewOf(device: ConnectedDevice): DeviceView {
  const read = new Reader(device.properties);
  switch (kindOf(device)) {
    case 'lamp':
      return {
        kind: 'lamp',
        on: read.boolean('is_on'),
        brightness: read.number('brightness'),
        color: read.with('color', parseColor),
        extras: read.rest(),
      };
    case 'sink':
      return { kind: 'sink', on: read.boolean('is_on'), litres: read.number('water_consumed_liters'), extras: read.rest() };
    case 'toilet':
      return {
        kind: 'toilet',
        flushes: read.number('flush_count'),
        lastFlush: read.time('last_flush'),
        clogged: read.boolean('clogged'),
        litres: read.number('water_consumed_liters'),
        extras: read.rest(),
      };
    case 'fart':
      return { kind: 'fart', level: read.number('smell_level'), lastDetection: read.time('last_detection'), extras: read.rest() };
    case 'leak':
      return { kind: 'leak', severity: read.number('severity'), location: read.text('location'), extras: read.rest() };
    case 'other':
      return { kind: 'other', extras: read.rest() };
  }
}

/** Takes known properties out one by one; what is left, or was not readable, is shown as it came. */
class Reader {
  private readonly left: Map<string, string>;

  constructor(properties: Record<string, string>) {
    this.left = new Map(Object.entries(properties));
  }

  with<T>(key: string, parse: (text: string) => T | undefined): T | undefined {
    const text = this.left.get(key);
    if (text === undefined) return undefined;
    const value = parse(text.trim());
    if (value !== undefined || text.trim() === '') this.left.delete(key);
    return value;
  }

  text(key: string) {
    return this.with(key, (text) => text || undefined);
  }

  boolean(key: string) {
    return this.with(key, (text) => own({ true: true, false: false }, text.toLowerCase()));
  }

  number(key: string) {
    return this.with(key, (text) => {
      const value = Number(text);
      return text !== '' && Number.isFinite(value) ? value : undefined;
    });
  }

  /** Milliseconds since 1970. A time without a zone is UTC, as older nodes mean it. */
  time(key: string) {
    return this.with(key, (text) => {
      const zoned = /(?:z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes('T') ? text : `${text}Z`;
      const value = Date.parse(zoned);
      return /\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(value) ? value : undefined;
    });
  }

  rest(): Property[] {
    return [...this.left].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
