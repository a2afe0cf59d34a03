import { describe, expect, it } from 'vitest';
import { alarmsOf, stillAcknowledged } from '../src/devices/alarm';
import { browse, browseFromAddress, browseToAddress, EVERYTHING, totalsOf } from '../src/devices/browse';
import { DeviceStatus } from '../src/gen/badezimmer_pb';
import { LAMP, lamp, LEAK, leak, pictureOf, SINK, sink } from './room';

const OFFLINE = { status: DeviceStatus.OFFLINE_DEVICE_STATUS };
const room = pictureOf(
  lamp({}, { id: 'a', deviceName: 'Light Lamp-10' }),
  lamp({}, { id: 'b', deviceName: 'Light Lamp-2' }),
  sink({}, { id: 'c', deviceName: 'Água fria', ...OFFLINE }),
  leak(0, { id: 'd', deviceName: 'Leak' }),
).entries;
const ids = (part: Partial<typeof EVERYTHING>) => browse(room.values(), { ...EVERYTHING, ...part });

describe('browsing', () => {
  it('finds names without minding accents, case or order', () => {
    expect(ids({ search: 'agua' })).toEqual(['c']);
    expect(ids({ search: 'LAMP light' })).toEqual(['b', 'a']);
    expect(ids({ search: 'nothing' })).toEqual([]);
  });

  it('filters by kind and status', () => {
    expect(ids({ kinds: ['lamp', 'leak'], sort: 'name' })).toEqual(['d', 'b', 'a']);
    expect(ids({ status: 'offline' })).toEqual(['c']);
  });

  it('counts as people count: 2 before 10', () => {
    expect(ids({ sort: 'name' })).toEqual(['c', 'd', 'b', 'a']);
  });

  it('puts what needs somebody first', () => {
    expect(ids({})[0]).toBe('c');
    const leaking = pictureOf(lamp(), sink({}, OFFLINE), leak(2)).entries;
    expect(browse(leaking.values(), EVERYTHING)).toEqual([LEAK, SINK, LAMP]);
  });

  it('totals', () => {
    expect(totalsOf(room.values())).toMatchObject({
      status: { all: 4, online: 3, offline: 1, error: 0 },
      kinds: { lamp: 2, sink: 1, leak: 1, toilet: 0 },
    });
  });

  it('fits into an address and comes back', () => {
    const view = { search: 'água', kinds: ['lamp', 'other'], status: 'offline', sort: 'name' } as const;
    expect(browseFromAddress(browseToAddress(view))).toEqual(view);
    expect(browseToAddress(EVERYTHING)).toBe('');
    expect(browseFromAddress('?status=nonsense&kind=lamp,ghost&sort=')).toEqual({ ...EVERYTHING, kinds: ['lamp'] });
  });
});

describe('the leak alarm', () => {
  const entries = pictureOf(leak(7)).entries;

  it('rings from its threshold on', () => {
    expect(alarmsOf(entries.values(), 7, {})).toMatchObject([{ id: LEAK, severity: 7, acknowledged: false, watched: true }]);
    expect(alarmsOf(entries.values(), 8, {})).toEqual([]);
  });

  it('is quiet once it was seen, until it gets worse', () => {
    expect(alarmsOf(entries.values(), 4, { [LEAK]: 7 })[0]!.acknowledged).toBe(true);
    expect(alarmsOf(entries.values(), 4, { [LEAK]: 6 })[0]!.acknowledged).toBe(false);
  });

  it('goes on when the sensor falls silent in the middle of a leak', () => {
    const drowned = pictureOf(leak(9, OFFLINE)).entries;
    expect(alarmsOf(drowned.values(), 4, {})).toMatchObject([{ watched: false }]);
  });

  it('is news again after the leak was over', () => {
    expect(stillAcknowledged(pictureOf(leak(0)).entries, 4, { [LEAK]: 7 })).toEqual({});
    const seen = { [LEAK]: 7 };
    expect(stillAcknowledged(entries, 4, seen)).toBe(seen);
  });
});
