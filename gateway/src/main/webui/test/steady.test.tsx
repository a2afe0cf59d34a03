// @vitest-environment happy-dom
import './dom';
import { act, renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberedShape, rememberShape } from '../src/shell/room-shape';
import { STEADY_MS, steady, useSteady } from '../src/shell/use-steady';
import { intentOf, valueAt } from '../src/ui/swipe';

describe('the order of the cards', () => {
  const view = {};
  const start = (sorted: string[], pause = STEADY_MS) =>
    renderHook(({ ids, key }) => useSteady(ids, key, pause), { initialProps: { ids: sorted, key: view as object } });

  beforeEach(() => {
    vi.useFakeTimers({ now: 100_000 });
  });

  it('holds still when values change, and settles after a while', () => {
    const { result, rerender } = start(['lamp', 'leak', 'sink']);
    const first = result.current;
    rerender({ ids: ['leak', 'lamp', 'sink'], key: view });
    expect(result.current).toBe(first);
    act(() => vi.advanceTimersByTime(STEADY_MS));
    expect(result.current).toEqual(['leak', 'lamp', 'sink']);
  });

  it('loses what is gone, and takes what is new at its end', () => {
    const { result, rerender } = start(['lamp', 'leak', 'sink']);
    rerender({ ids: ['new', 'sink', 'lamp'], key: view });
    expect(result.current).toEqual(['lamp', 'sink', 'new']);
    expect(steady([], ['b', 'a'])).toEqual(['b', 'a']);
  });

  it('is as wished at once for another view, when the page is looked at again, and when nothing is to hold still', () => {
    const { result, rerender } = start(['a', 'b']);
    rerender({ ids: ['b', 'a'], key: {} });
    expect(result.current).toEqual(['b', 'a']);
    const other = start(['a', 'b']);
    other.rerender({ ids: ['b', 'a'], key: view });
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(other.result.current).toEqual(['b', 'a']);
    const recent = start(['a', 'b'], 0);
    recent.rerender({ ids: ['b', 'a'], key: view });
    expect(recent.result.current).toEqual(['b', 'a']);
  });
});

describe('the room that the list took', () => {
  function memory(content: string | null = null) {
    const store = { content, getItem: () => store.content, setItem: (_: string, value: string) => void (store.content = value) };
    return store;
  }

  function list(count: number) {
    const main = document.createElement('main');
    main.innerHTML = `<section></section><ul>${'<li></li>'.repeat(count)}</ul>`;
    for (const each of main.querySelectorAll('li, section')) each.getBoundingClientRect = () => ({ height: 200.4 }) as DOMRect;
    return main;
  }

  it('is remembered for a window of the same width', () => {
    const store = memory();
    rememberShape(list(2), 390, () => store);
    expect(rememberedShape(390, () => store)).toEqual({ width: 390, toolbar: 200, cards: [200, 200] });
    expect(rememberedShape(391, () => store)).toBeUndefined();
    rememberShape(list(500), 390, () => store);
    expect(rememberedShape(390, () => store)!.cards).toHaveLength(40);
  });

  it.each([null, 'null', 'garbage', '{"width":390}', '{"width":390,"toolbar":9,"cards":["x"]}', '{"width":390,"toolbar":1e9,"cards":[]}'])(
    'is a guess with %j',
    (content) => expect(rememberedShape(390, () => memory(content))).toBeUndefined(),
  );

  it('is a guess where nothing may be kept', () => {
    const forbidden = () => {
      throw new Error('no');
    };
    rememberShape(list(1), 390, forbidden);
    expect(rememberedShape(390, forbidden)).toBeUndefined();
  });
});

describe('a finger on a slider', () => {
  const start = { clientX: 100, clientY: 100 };

  it.each([
    [100, 100, 'undecided'],
    [105, 96, 'undecided'],
    [120, 110, 'slide'],
    [80, 95, 'slide'],
    [103, 80, 'scroll'],
    [110, 110, 'scroll'],
  ] as const)('moved to %i, %i: %s', (clientX, clientY, intent) => expect(intentOf(start, { clientX, clientY })).toBe(intent));

  it('means the value under it', () => {
    const box = { left: 50, width: 200 };
    expect([0, 50, 150, 250, 900].map((x) => valueAt(x, box, 100))).toEqual([0, 0, 50, 100, 100]);
    expect(valueAt(10, { left: 0, width: 0 }, 100)).toBe(0);
  });
});
