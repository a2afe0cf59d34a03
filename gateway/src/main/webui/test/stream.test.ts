import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceEvent } from '../src/gen/badezimmer_pb';
import { BACKOFF_MS, GRACE_MS, LiveStream, SILENCE_MS, SNAPSHOT_TIMEOUT_MS, type Connection } from '../src/live/stream';
import { changed, lamp, signOfLife, snapshotComplete } from './room';

/** A gateway of which a test holds the other end. */
class Wire {
  readonly opened: { signal: AbortSignal; push(event: DeviceEvent): void; cut(): void }[] = [];
  readonly seen: Connection[] = [];
  events = 0;
  readonly stream = new LiveStream({
    open: (signal) => this.open(signal),
    onOpen: () => undefined,
    onEvents: (events) => (this.events += events.length),
    onConnection: (connection) => this.seen.push(connection),
    random: () => 0.5,
  });

  get now(): Connection {
    return this.seen[this.seen.length - 1]!;
  }

  get last() {
    return this.opened[this.opened.length - 1]!;
  }

  async live() {
    this.last.push(changed(lamp()));
    this.last.push(snapshotComplete());
    await vi.advanceTimersByTimeAsync(0);
  }

  private async *open(signal: AbortSignal): AsyncIterable<DeviceEvent> {
    const queue: (DeviceEvent | 'cut')[] = [];
    let wake = () => {};
    const put = (item: DeviceEvent | 'cut') => {
      queue.push(item);
      wake();
    };
    this.opened.push({ signal, push: put, cut: () => put('cut') });
    signal.addEventListener('abort', () => put('cut'));
    for (;;) {
      const item = queue.shift();
      if (item === 'cut') throw new Error('cut');
      if (item) yield item;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
}

let wire: Wire;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  wire = new Wire();
  wire.stream.start();
});

describe('a live stream', () => {
  it('is live when its snapshot is complete, and not before', async () => {
    wire.last.push(changed(lamp()));
    await vi.advanceTimersByTimeAsync(0);
    expect(wire.now).toMatchObject({ phase: 'connecting', fresh: false });
    await wire.live();
    expect(wire.now).toMatchObject({ phase: 'live', fresh: true });
  });

  it('is replaced at once when a good one breaks, and stays fresh meanwhile', async () => {
    await wire.live();
    for (let i = 0; i < 4; i++) {
      await vi.advanceTimersByTimeAsync(1_500);
      wire.last.push(signOfLife());
    }
    await vi.advanceTimersByTimeAsync(0);
    wire.last.cut();
    await vi.advanceTimersByTimeAsync(1);
    expect(wire.opened).toHaveLength(2);
    expect(wire.now.fresh).toBe(true);
    await wire.live();
    expect(wire.now).toMatchObject({ phase: 'live', fresh: true });
  });

  it('stops being called fresh when the replacement takes longer than a moment', async () => {
    await wire.live();
    wire.last.cut();
    await vi.advanceTimersByTimeAsync(GRACE_MS - 1);
    expect(wire.now.fresh).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(wire.now.fresh).toBe(false);
  });

  it('waits longer after each failure, up to a bound', async () => {
    const pauses: number[] = [];
    for (let i = 0; i < BACKOFF_MS.length + 2; i++) {
      wire.last.cut();
      await vi.advanceTimersByTimeAsync(0);
      if (wire.now.phase === 'waiting') pauses.push(wire.now.retryAt! - Date.now());
      else pauses.push(0);
      await vi.advanceTimersByTimeAsync(pauses[i]!);
    }
    expect(pauses).toEqual([...BACKOFF_MS, 1_200, 1_200]);
    // Back within 2 s of the gateway, the slowest draw of the pause included.
    expect(Math.max(...BACKOFF_MS) * 1.2).toBeLessThan(1_500);
  });

  it('gives a stream up that begins with silence', async () => {
    await vi.advanceTimersByTimeAsync(SNAPSHOT_TIMEOUT_MS);
    expect(wire.opened[0]!.signal.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(wire.opened).toHaveLength(2);
  });

  it('replaces a stream that is silent for long: it may be dead without saying so', async () => {
    await wire.live();
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1_000);
    wire.last.push(changed(lamp()));
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1_000);
    expect(wire.opened).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(wire.opened).toHaveLength(2);
  });

  it('ends "live" within five seconds when the gateway freezes', async () => {
    await wire.live();
    for (let i = 0; i < 10; i++) {
      await vi.advanceTimersByTimeAsync(1_500);
      wire.last.push(signOfLife());
    }
    expect(wire.opened).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(wire.now.fresh).toBe(false);
  });

  it('is back at once when the gateway that froze answers the stream that waits, and never waits long between two', async () => {
    await wire.live();
    await vi.advanceTimersByTimeAsync(60_000);
    let waited = 0;
    while (wire.now.phase !== 'connecting') {
      await vi.advanceTimersByTimeAsync(100);
      waited += 100;
    }
    expect(waited).toBeLessThan(1_500);
    await wire.live();
    expect(wire.now).toMatchObject({ phase: 'live', fresh: true });
  });

  it('tries at once when the page wakes, however long it would have waited', async () => {
    for (let i = 0; i < 6; i++) {
      wire.last.cut();
      await vi.advanceTimersByTimeAsync(i < 5 ? 20_000 : 0);
    }
    const before = wire.opened.length;
    wire.stream.wake();
    expect(wire.opened).toHaveLength(before + 1);
  });

  it('doubts a stream that was silent while the page slept, and no other', async () => {
    await wire.live();
    wire.stream.wake();
    expect(wire.opened).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1_000);
    expect(wire.opened).toHaveLength(1);
    wire.stream.wake();
    expect(wire.opened).toHaveLength(2);
  });

  it('does not believe a stream when the machine has no network', async () => {
    await wire.live();
    wire.stream.lost();
    await vi.advanceTimersByTimeAsync(GRACE_MS);
    expect(wire.now.fresh).toBe(false);
  });

  it('ends live after 20 cuts in a row', async () => {
    for (let i = 0; i < 20; i++) {
      await wire.live();
      expect(wire.now.phase).toBe('live');
      wire.last.cut();
      await vi.advanceTimersByTimeAsync(400);
    }
    await wire.live();
    expect(wire.now).toMatchObject({ phase: 'live', fresh: true });
  });

  it('leaves nothing behind when it is stopped', async () => {
    await wire.live();
    wire.stream.stop();
    expect(wire.last.signal.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
