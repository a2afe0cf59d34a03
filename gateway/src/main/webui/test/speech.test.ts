import { describe, expect, it } from 'vitest';
import { asWords, Format } from '../src/format/format';
import { LANGUAGES, languageOf } from '../src/i18n/languages';
import { PreferenceStore } from '../src/shell/preferences';
import { NewsCollector } from '../src/shell/news';
import { DeviceStatus } from '../src/gen/badezimmer_pb';
import { stepPath } from '../src/ui/sparkline';
import { EMPTY, StreamReader } from '../src/live/picture';
import { changed, lamp, pictureOf, sink, snapshotComplete } from './room';

const NOW = Date.UTC(2026, 10, 22, 12);

describe('formatting', () => {
  it.each([
    [0, 'now'], [5_000, '5 sec. ago'], [44_000, '40 sec. ago'], [150_000, '2 min. ago'], [7_300_000, '2 hr. ago'],
    [90_000_000, 'yesterday'], [-60_000, 'now'],
  ])('says %d ms ago as %s', (ms, words) => expect(new Format('en').ago(NOW - ms, NOW)).toBe(words));

  it('follows the language', () => {
    expect(new Format('de').ago(NOW - 150_000, NOW)).toBe('vor 2 Min.');
    expect(new Format('de').number(1234.56)).toBe('1.234,6');
    expect(new Format('pt').list(['a', 'b', 'c'])).toBe('a, b e c');
  });

  it('names the day when it was another', () => {
    const format = new Format('en');
    expect(format.time(NOW, NOW)).not.toMatch(/2026/);
    expect(format.time(NOW - 3 * 86_400_000, NOW)).toMatch(/2026/);
  });

  it('makes words of names', () => expect(asWords('WATER_temperature-max')).toBe('Water temperature max'));
});

describe('languages', () => {
  it.each([
    [undefined, ['de-AT', 'en'], 'de'], [undefined, ['fr', 'pt-BR'], 'pt'], [undefined, ['fr'], 'en'], ['pt', ['de'], 'pt'],
    ['xx', ['de'], 'de'], [undefined, [], 'en'],
  ] as const)('chosen %s, wanted %j: %s', (chosen, wanted, language) => expect(languageOf(chosen, wanted)).toBe(language));

  it('all say everything, with no empty sentence', () => {
    const sentences = (part: unknown, path: string): [string, string][] =>
      typeof part === 'string' ? [[path, part]]
      : typeof part === 'function' ? [[path, String((part as (...given: unknown[]) => unknown)('X', 'Y', 3))]]
      : Object.entries(part as object).flatMap(([key, value]) => sentences(value, `${path}.${key}`));
    const english = sentences(LANGUAGES.en.messages, '').map(([path]) => path);
    for (const { messages } of Object.values(LANGUAGES)) {
      const all = sentences(messages, '');
      expect(all.map(([path]) => path).sort()).toEqual([...english].sort());
      expect(all.filter(([, text]) => text.trim() === '' || text.includes('undefined'))).toEqual([]);
    }
  });
});

describe('a command of unknown fate', () => {
  it.each(Object.values(LANGUAGES))('is not said to have changed nothing in $name', ({ messages: { failure } }) => {
    for (const reason of ['tooSlow', 'gatewayAway'] as const) expect(failure[reason]('X')).toMatch(/unknown|unbekannt|Não se sabe/);
  });
});

describe('preferences', () => {
  const memory = (content: string | null) => {
    let kept = content;
    return { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) };
  };

  it.each([null, 'garbage', '{"theme":"neon","alarmFrom":99,"acknowledged":7}', 'null'])('start sound from %j', (content) => {
    expect(new PreferenceStore(memory(content)).get()).toEqual({
      theme: 'system', language: undefined, alarmFrom: 4, acknowledged: {},
    });
  });

  it('are kept', () => {
    const storage = memory(null);
    new PreferenceStore(storage).set({ theme: 'dark', alarmFrom: 7 });
    expect(new PreferenceStore(storage).get()).toMatchObject({ theme: 'dark', alarmFrom: 7 });
  });

  it('hold without a store', () => {
    const forbidden = { getItem: () => { throw new Error('no'); }, setItem: () => { throw new Error('no'); } };
    const store = new PreferenceStore(forbidden);
    store.set({ theme: 'light' });
    expect(store.get().theme).toBe('light');
  });
});

describe('what is said aloud', () => {
  const { said } = LANGUAGES.en.messages;
  const list = (names: string[]) => names.join(' and ');

  it('is what came, went, fell silent and came back; never a value', () => {
    const news = new NewsCollector();
    const one = pictureOf(lamp());
    expect(news.add({ ...one, complete: false }, one)).toBe(false);
    expect(news.add(one, pictureOf(lamp({ brightness: '99' })))).toBe(false);
    const offline = pictureOf(lamp({}, { status: DeviceStatus.OFFLINE_DEVICE_STATUS }), sink());
    news.add(one, offline);
    expect(news.take(list, said)).toBe('Offline: Light Lamp. New: Sink.');
    news.add(offline, pictureOf());
    expect(news.take(list, said)).toBe('Gone: Light Lamp and Sink.');
  });

  it('is "again" only for what was online before', () => {
    const news = new NewsCollector();
    const reader = new StreamReader();
    const states = [DeviceStatus.OFFLINE_DEVICE_STATUS, DeviceStatus.ONLINE_DEVICE_STATUS, DeviceStatus.OFFLINE_DEVICE_STATUS, DeviceStatus.ONLINE_DEVICE_STATUS];
    const sentences: string[] = [];
    let picture = reader.apply(EMPTY, [snapshotComplete()], 0);
    for (const status of states) {
      const next = reader.apply(picture, [changed(lamp({}, { status }))], 0);
      news.add(picture, next);
      sentences.push(news.take(list, said));
      picture = next;
    }
    expect(sentences).toEqual(['New: Light Lamp.', '', 'Offline: Light Lamp.', 'Online again: Light Lamp.']);
  });

  it('leaves out what was undone in the same breath', () => {
    const news = new NewsCollector();
    const reader = new StreamReader();
    const online = reader.apply(EMPTY, [changed(lamp()), snapshotComplete()], 0);
    const offline = reader.apply(online, [changed(lamp({}, { status: DeviceStatus.OFFLINE_DEVICE_STATUS }))], 0);
    news.add(online, offline);
    expect(news.add(offline, reader.apply(offline, [changed(lamp())], 0))).toBe(false);
    expect(news.take(list, said)).toBe('');
  });
});

describe('the sparkline', () => {
  const frame = { from: 0, to: 100, max: 100, width: 100, height: 50 };

  it('steps, and holds the last value to the end', () => {
    expect(stepPath([{ at: 10, value: 0 }, { at: 60, value: 100 }], frame)).toBe('M10 50H60V0H100');
  });

  it('begins with the value that reached into its time', () => {
    expect(stepPath([{ at: -80, value: 20 }, { at: -50, value: 40 }, { at: 20, value: 60 }], frame)).toBe('M0 30H20V20H100');
  });

  it('is empty without values, and never leaves its frame', () => {
    expect(stepPath([], frame)).toBe('');
    expect(stepPath([{ at: 10, value: 500 }], frame)).toBe('M10 0H100');
  });
});
