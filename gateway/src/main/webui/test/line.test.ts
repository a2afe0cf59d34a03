import { Code, ConnectError } from '@connectrpc/connect';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Line, MIN_GAP_MS, SETTLE_MS, type Wishes } from '../src/commands/line';

interface Sent {
  wishes: Wishes;
  answer(): Promise<void>;
  refuse(error: unknown): Promise<void>;
}

let sent: Sent[];
let line: Line;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  sent = [];
  line = new Line(
    (wishes) =>
      new Promise((resolve, reject) => {
        const settle = async (end: () => void) => {
          end();
          await vi.advanceTimersByTimeAsync(0);
        };
        sent.push({ wishes, answer: () => settle(resolve), refuse: (error) => settle(() => reject(error)) });
      }),
    () => undefined,
  );
  line.observe({ on: false, brightness: 10, color: 0 });
});

describe('a command', () => {
  it('shows at once and settles when the device says the same', async () => {
    line.wish({ on: true });
    expect(line.state()).toMatchObject({ wishes: { on: true }, busy: true });
    await sent[0]!.answer();
    expect(line.state().wishes).toEqual({ on: true });
    line.observe({ on: true, brightness: 10, color: 0 });
    expect(line.state()).toMatchObject({ wishes: {}, busy: false });
  });

  it('needs no waiting when the device spoke before the gateway answered', async () => {
    line.wish({ on: true });
    line.observe({ on: true, brightness: 10, color: 0 });
    await sent[0]!.answer();
    expect(line.state().busy).toBe(false);
  });

  it('gives way to what the device is when that does not become what was wished', async () => {
    line.wish({ on: true });
    await sent[0]!.answer();
    await vi.advanceTimersByTimeAsync(SETTLE_MS);
    expect(line.state().wishes).toEqual({});
  });

  it('gives way at once to what somebody else set meanwhile', async () => {
    line.wish({ brightness: 80 });
    await sent[0]!.answer();
    line.observe({ on: false, brightness: 33, color: 0 });
    expect(line.state().wishes).toEqual({});
  });

  it('is not thrown back by the echo of an earlier one', async () => {
    line.wish({ brightness: 20 });
    await sent[0]!.answer();
    await vi.advanceTimersByTimeAsync(MIN_GAP_MS);
    line.wish({ brightness: 30 });
    await sent[1]!.answer();
    line.observe({ on: false, brightness: 20, color: 0 });
    expect(line.state().wishes).toEqual({ brightness: 30 });
    line.observe({ on: false, brightness: 30, color: 0 });
    expect(line.state().wishes).toEqual({});
  });

  it('reverts when it is refused, says why, and can be tried again', async () => {
    line.wish({ on: true });
    await sent[0]!.refuse(new ConnectError('the lamp is gone', Code.NotFound));
    expect(line.state()).toMatchObject({ wishes: {}, failure: { reason: 'gone', wishes: { on: true } } });
    await vi.advanceTimersByTimeAsync(MIN_GAP_MS);
    line.retry();
    expect(line.state()).toMatchObject({ wishes: { on: true }, failure: undefined });
    expect(sent[1]!.wishes).toEqual({ on: true });
  });

  it('lets its failure be dismissed', async () => {
    line.wish({ on: true });
    await sent[0]!.refuse(new Error('no'));
    line.dismiss();
    expect(line.state().failure).toBeUndefined();
  });
});

describe('a dragged slider', () => {
  it('never floods: one command at a time, the newest value always sent', async () => {
    for (let value = 1; value <= 50; value++) {
      line.wish({ brightness: value });
      await vi.advanceTimersByTimeAsync(5);
    }
    expect(sent).toHaveLength(1);
    await sent[0]!.answer();
    expect(sent.map(({ wishes }) => wishes.brightness)).toEqual([1, 50]);
  });

  it('keeps a gap between commands however fast the device answers', async () => {
    for (let value = 1; value <= 100; value++) {
      line.wish({ brightness: value });
      await sent[sent.length - 1]!.answer();
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(MIN_GAP_MS);
    expect(sent.length).toBeLessThanOrEqual(11);
    expect(sent[sent.length - 1]!.wishes.brightness).toBe(100);
  });

  it('merges wishes of different kinds into one command', async () => {
    line.wish({ on: true });
    line.wish({ brightness: 70 });
    line.wish({ color: 0xff0000 });
    await sent[0]!.answer();
    await vi.advanceTimersByTimeAsync(MIN_GAP_MS);
    expect(sent[1]!.wishes).toEqual({ brightness: 70, color: 0xff0000 });
  });
});
