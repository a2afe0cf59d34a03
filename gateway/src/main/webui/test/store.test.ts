import { describe, expect, it, vi } from 'vitest';
import { Store } from '../src/live/store';
import { changed, LAMP, lamp, SINK, sink, snapshotComplete } from './room';

function storeWithFrames() {
  const frames: (() => void)[] = [];
  const store = new Store({ now: () => 50_000, schedule: (frame) => frames.push(frame) });
  return { store, frames, paint: () => frames.splice(0).forEach((frame) => frame()) };
}

describe('the store', () => {
  it('changes once a frame, however many events come', () => {
    const { store, frames, paint } = storeWithFrames();
    const listener = vi.fn();
    store.subscribe(listener);
    for (let i = 0; i < 1_000; i++) store.receive([changed(lamp({ brightness: String(i % 100) }))]);
    expect(listener).not.toHaveBeenCalled();
    expect(frames).toHaveLength(1);
    paint();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.entry(LAMP)!.device.properties.brightness).toBe('99');
  });

  it('leaves the entry of a device alone when another one changes', () => {
    const { store, paint } = storeWithFrames();
    store.receive([changed(lamp()), changed(sink()), snapshotComplete()]);
    paint();
    const before = store.entry(LAMP);
    store.receive([changed(sink({ is_on: 'true' }))]);
    paint();
    expect(store.entry(LAMP)).toBe(before);
    expect(store.entry(SINK)!.device.properties.is_on).toBe('true');
  });

  it('has the snapshot on the screen before it says that it is live', () => {
    const { store } = storeWithFrames();
    store.receive([changed(lamp()), snapshotComplete()]);
    store.connectionChanged({ phase: 'live', fresh: true, lastHeard: 1, retryAt: undefined, failures: 0 });
    expect(store.picture().complete).toBe(true);
  });

  it('goes by the clock of the gateway', () => {
    const { store, paint } = storeWithFrames();
    store.receive([changed(lamp(), 1_000), snapshotComplete(3_650_000)]);
    paint();
    expect(store.now()).toBe(3_650_000);
  });

  it('does not mistake the travel time for a wrong clock', () => {
    const { store, paint } = storeWithFrames();
    store.receive([snapshotComplete(49_200)]);
    paint();
    expect(store.now()).toBe(50_000);
  });
});
