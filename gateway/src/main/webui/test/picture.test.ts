import { describe, expect, it } from 'vitest';
import { DeviceCategory, DeviceStatus } from '../src/gen/badezimmer_pb';
import { EMPTY, HISTORY_MS, StreamReader } from '../src/live/picture';
import { changed, device, LAMP, lamp, LEAK, leak, pictureOf, removed, SINK, sink, snapshotComplete } from './room';

describe('a stream of events', () => {
  it('is complete only after the snapshot', () => {
    const reader = new StreamReader();
    const first = reader.apply(EMPTY, [changed(lamp())], 0);
    expect(first.complete).toBe(false);
    expect(reader.apply(first, [snapshotComplete()], 0).complete).toBe(true);
  });

  it('takes away what is not in a new snapshot, once that is complete', () => {
    const before = pictureOf(lamp(), sink());
    const reader = new StreamReader();
    const half = reader.apply(before, [changed(sink())], 0);
    expect([...half.entries.keys()]).toEqual([LAMP, SINK]);
    expect([...reader.apply(half, [snapshotComplete()], 0).entries.keys()]).toEqual([SINK]);
  });

  it('takes nothing away when it breaks in the middle of its snapshot', () => {
    const before = pictureOf(lamp(), sink());
    const half = new StreamReader().apply(before, [changed(sink())], 0);
    const after = new StreamReader().apply(half, [changed(sink()), changed(lamp()), snapshotComplete()], 0);
    expect(after.entries.size).toBe(2);
  });

  it('removes and brings back', () => {
    const reader = new StreamReader();
    let picture = reader.apply(EMPTY, [changed(lamp()), snapshotComplete(), removed(LAMP)], 0);
    expect(picture.entries.size).toBe(0);
    picture = reader.apply(picture, [changed(lamp())], 0);
    expect(picture.entries.size).toBe(1);
  });

  it('never steps back', () => {
    const reader = new StreamReader();
    const late = changed(lamp({ brightness: '10' }));
    const picture = reader.apply(EMPTY, [snapshotComplete(), changed(lamp({ brightness: '90' })), late], 0);
    expect(picture.entries.get(LAMP)!.device.properties.brightness).toBe('90');
  });

  it('starts over with a gateway that counts from the beginning', () => {
    const before = pictureOf(lamp({ brightness: '10' }));
    const again = { ...changed(lamp({ brightness: '20' })), sequence: 1n };
    const after = new StreamReader().apply(before, [again, { ...snapshotComplete(), sequence: 1n }], 0);
    expect(after.entries.get(LAMP)!.device.properties.brightness).toBe('20');
  });

  it('ignores a sign of life that changes nothing', () => {
    const picture = pictureOf(lamp());
    const heartbeat = { ...snapshotComplete(), event: { case: undefined } };
    expect(new StreamReader().apply(picture, [heartbeat as never], 0).entries.get(LAMP)).toBe(picture.entries.get(LAMP));
  });
});

describe('what a device remembers', () => {
  it('is every change since the page was opened, the newest first', () => {
    const reader = new StreamReader();
    let picture = reader.apply(EMPTY, [changed(lamp()), snapshotComplete()], 0);
    picture = reader.apply(picture, [changed(lamp({ is_on: 'true' }), 5_000)], 0);
    picture = reader.apply(picture, [changed(lamp({ is_on: 'true' }, { status: DeviceStatus.OFFLINE_DEVICE_STATUS }), 6_000)], 0);
    expect(picture.entries.get(LAMP)!.changes).toEqual([
      { at: 6_000, key: 'status', from: 'online', to: 'offline' },
      { at: 5_000, key: 'is_on', from: 'false', to: 'true' },
    ]);
  });

  it('has a bound', () => {
    const reader = new StreamReader();
    let picture = reader.apply(EMPTY, [snapshotComplete()], 0);
    for (let i = 0; i < 200; i++) picture = reader.apply(picture, [changed(lamp({ brightness: String(i) }))], i);
    expect(picture.entries.get(LAMP)!.changes).toHaveLength(50);
  });

  it('keeps ten minutes of smell, and the value that reached into them', () => {
    const nose = (level: number) =>
      device({ id: 'nose', category: DeviceCategory.FART_DETECTOR, properties: { smell_level: String(level) } });
    const reader = new StreamReader();
    let picture = reader.apply(EMPTY, [snapshotComplete()], 0);
    for (const [at, level] of [[1_000, 1], [2_000, 2], [HISTORY_MS + 1_500, 3]] as const) {
      picture = reader.apply(picture, [changed(nose(level), at)], at);
    }
    expect(picture.entries.get('nose')!.history.map(({ value }) => value)).toEqual([1, 2, 3]);
    picture = reader.apply(picture, [changed(nose(4), HISTORY_MS + 3_000)], 0);
    expect(picture.entries.get('nose')!.history.map(({ value }) => value)).toEqual([2, 3, 4]);
  });

  it('is read by what the device is', () => {
    expect(pictureOf(leak(4)).entries.get(LEAK)!.view).toEqual({ kind: 'leak', severity: 4, location: 'BATHROOM', extras: [] });
  });
});
