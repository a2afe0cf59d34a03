import { describe, expect, it } from 'vitest';
import { cssColor, fromHueSaturation, parseColor, toHueSaturation } from '../src/devices/color';
import { kindOf, viewOf } from '../src/devices/view';
import { smellOf, wetnessOf } from '../src/devices/words';
import { DeviceCategory } from '../src/gen/badezimmer_pb';
import { device, lamp } from './room';

describe('a device is read by what it is', () => {
  it('takes a lamp apart', () => {
    expect(viewOf(lamp({ is_on: 'true', brightness: '42', color: '0xFF8800' }))).toEqual({
      kind: 'lamp', on: true, brightness: 42, color: 0xff8800, extras: [],
    });
  });

  it('reads the decimal colors of older lamps', () => {
    expect(viewOf(lamp({ color: '16729907' }))).toMatchObject({ color: 16729907 });
  });

  it('shows what it does not know, and what it cannot read, as it came', () => {
    const view = viewOf(lamp({ brightness: 'very', firmware: '1.2' }));
    expect(view).toMatchObject({ brightness: undefined, extras: [['brightness', 'very'], ['firmware', '1.2']] });
  });

  it('shows everything of a device of unknown category', () => {
    const towel = device({ id: 'towel', category: 77 as DeviceCategory, properties: { warmth: '7', b: '1' } });
    expect(kindOf(towel)).toBe('other');
    expect(viewOf(towel).extras).toEqual([['b', '1'], ['warmth', '7']]);
  });

  it.each([
    ['2026-11-22T10:00:00Z', Date.UTC(2026, 10, 22, 10)],
    ['2026-11-22T10:00:00.250+00:00', Date.UTC(2026, 10, 22, 10, 0, 0, 250)],
    ['2026-11-22T10:00:00', Date.UTC(2026, 10, 22, 10)],
    ['2026-11-22T10:00:00-03:00', Date.UTC(2026, 10, 22, 13)],
  ])('reads the time %s', (text, expected) => {
    const toilet = device({ category: DeviceCategory.TOILET, properties: { last_flush: text } });
    expect(viewOf(toilet)).toMatchObject({ lastFlush: expected, extras: [] });
  });

  it.each(['', 'never', '12'])('takes %j for no time', (text) => {
    const toilet = device({ category: DeviceCategory.TOILET, properties: { last_flush: text } });
    expect(viewOf(toilet)).toMatchObject({ lastFlush: undefined });
  });
});

describe('colors', () => {
  it.each([['0xFF8800', 0xff8800], ['#00ff7f', 0x00ff7f], ['16729907', 16729907], ['0', 0]])('reads %s', (text, value) => {
    expect(parseColor(text)).toBe(value);
  });

  it.each(['', 'red', '0xFFF', '16777216', '-1'])('does not read %j', (text) => expect(parseColor(text)).toBeUndefined());

  it('writes them for the page', () => expect(cssColor(0x00ff7f)).toBe('#00ff7f'));

  it('goes to hue and saturation and back', () => {
    for (let hue = 0; hue < 360; hue += 15) {
      const { hue: again, saturation } = toHueSaturation(fromHueSaturation({ hue, saturation: 100 }));
      expect([again, saturation]).toEqual([hue, 100]);
    }
    expect(fromHueSaturation({ hue: 200, saturation: 0 })).toBe(0xffffff);
  });
});

describe('words for levels', () => {
  it('has one for each', () => {
    expect([0, 9, 10, 30, 50, 70, 90, 100].map(smellOf)).toEqual([
      'fresh', 'fresh', 'faint', 'noticeable', 'strong', 'pungent', 'leave', 'leave',
    ]);
    expect([0, 1, 3, 4, 7, 9, 10].map(wetnessOf)).toEqual(['dry', 'damp', 'damp', 'wet', 'leaking', 'flooding', 'flooding']);
  });
});
