import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import {
  ConnectedDeviceSchema,
  DeviceCategory,
  DeviceEventSchema,
  DeviceKind,
  DeviceStatus,
  type DeviceEvent,
} from '../src/gen/badezimmer_pb';
import { EMPTY, StreamReader, type Entry, type Picture } from '../src/live/picture';

export const LAMP = 'Light Lamp@_lightlamp._tcp.local.';
export const SINK = 'Sink@_sink._tcp.local.';
export const LEAK = 'Water Leak@_waterleak._tcp.local.';

type DeviceInit = MessageInitShape<typeof ConnectedDeviceSchema>;

export function device(init: DeviceInit) {
  return create(ConnectedDeviceSchema, { status: DeviceStatus.ONLINE_DEVICE_STATUS, ips: ['10.0.0.7'], port: 40100, ...init });
}

export function lamp(properties: Record<string, string> = {}, init: DeviceInit = {}) {
  return device({
    id: LAMP,
    deviceName: 'Light Lamp',
    kind: DeviceKind.ACTUATOR_KIND,
    category: DeviceCategory.LIGHT_LAMP,
    properties: { is_on: 'false', brightness: '50', color: '0xFFFFFF', ...properties },
    ...init,
  });
}

export function sink(properties: Record<string, string> = {}, init: DeviceInit = {}) {
  return device({
    id: SINK,
    deviceName: 'Sink',
    kind: DeviceKind.ACTUATOR_KIND,
    category: DeviceCategory.SINK,
    properties: { is_on: 'false', water_consumed_liters: '1.5', ...properties },
    ...init,
  });
}

export function leak(severity: number, init: DeviceInit = {}) {
  return device({
    id: LEAK,
    deviceName: 'Water Leak',
    kind: DeviceKind.SENSOR_KIND,
    category: DeviceCategory.WATER_LEAK,
    properties: { severity: String(severity), location: 'BATHROOM' },
    ...init,
  });
}

let sequence = 0n;

export function changed(value: ReturnType<typeof device>, at?: number): DeviceEvent {
  return event({ event: { case: 'changed', value } }, at);
}

export function removed(id: string, at?: number): DeviceEvent {
  return event({ event: { case: 'removed', value: id } }, at);
}

export function snapshotComplete(at?: number): DeviceEvent {
  return event({ event: { case: 'snapshotComplete', value: {} } }, at);
}

/** What the gateway sends when there is nothing to say. */
export function signOfLife(at?: number): DeviceEvent {
  return event({}, at);
}

function event(init: MessageInitShape<typeof DeviceEventSchema>, at: number | undefined): DeviceEvent {
  return create(DeviceEventSchema, { sequence: ++sequence, ...(at === undefined ? {} : { at: timestampFromMs(at) }), ...init });
}

export function pictureOf(...devices: ReturnType<typeof device>[]): Picture {
  return new StreamReader().apply(EMPTY, [...devices.map((each) => changed(each)), snapshotComplete()], 1_000);
}

export function entryOf(value: ReturnType<typeof device>): Entry {
  return pictureOf(value).entries.get(value.id)!;
}
