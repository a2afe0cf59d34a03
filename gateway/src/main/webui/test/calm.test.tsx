// @vitest-environment happy-dom
import './dom';
import { act, renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useCalm } from '../src/shell/use-calm';

const view = {};
const start = (value: number) =>
  renderHook(({ value: next, key, pause }) => useCalm(next, key, pause), { initialProps: { value, key: view as object, pause: 1_000 } });

beforeEach(() => {
  vi.useFakeTimers({ now: 100_000 });
});

describe('a calm value', () => {
  it('changes no more than once in its pause, and ends with the newest', () => {
    const { result, rerender } = start(0);
    const seen = new Set<number>();
    for (let value = 1; value <= 100; value++) {
      rerender({ value, key: view, pause: 1_000 });
      act(() => vi.advanceTimersByTime(50));
      seen.add(result.current);
    }
    act(() => vi.advanceTimersByTime(1_000));
    expect(seen.size).toBeLessThanOrEqual(6);
    expect(result.current).toBe(100);
  });

  it('follows at once when somebody asks for another view', () => {
    const { result, rerender } = start(1);
    rerender({ value: 2, key: {}, pause: 1_000 });
    expect(result.current).toBe(2);
  });

  it('follows at once when there is little to calm', () => {
    const { result, rerender } = start(1);
    rerender({ value: 2, key: view, pause: 0 });
    expect(result.current).toBe(2);
  });
});
