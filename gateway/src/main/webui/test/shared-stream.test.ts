import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceEvent } from '../src/gen/badezimmer_pb';
import { SharedStream, type Channel, type Message } from '../src/live/shared-stream';
import { Store } from '../src/live/store';
import { changed, LAMP, lamp, signOfLife, snapshotComplete } from './room';

/** A browser with tabs: messages between them are copied, as BroadcastChannel does. */
class Browser {
  readonly tabs: Tab[] = [];
  readonly streams = new Set<(event: DeviceEvent) => void>();
  brightness = '10';
  opened = 0;

  async open(options: { now?: () => number; alone?: boolean; hidden?: boolean } = {}): Promise<Tab> {
    const tab = new Tab(this, options);
    this.tabs.push(tab);
    tab.shared.lead();
    await vi.advanceTimersByTimeAsync(1);
    return tab;
  }

  /** What the gateway says to whoever has a stream. */
  async say(brightness: string): Promise<void> {
    this.brightness = brightness;
    for (const push of this.streams) push(changed(lamp({ brightness })));
    await vi.advanceTimersByTimeAsync(20);
  }

  async *watch(signal: AbortSignal): AsyncIterable<DeviceEvent> {
    this.opened++;
    const queue: DeviceEvent[] = [changed(lamp({ brightness: this.brightness })), snapshotComplete()];
    let wake = () => {};
    const push = (event: DeviceEvent) => {
      queue.push(event);
      wake();
    };
    const alive = setInterval(() => push(signOfLife()), 1_500);
    this.streams.add(push);
    signal.addEventListener('abort', () => {
      clearInterval(alive);
      this.streams.delete(push);
      wake();
    });
    while (!signal.aborted) {
      const event = queue.shift();
      if (event) yield event;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  brightnesses(): (string | undefined)[] {
    return this.tabs.filter((tab) => !tab.gone).map((tab) => tab.store.entry(LAMP)?.device.properties.brightness);
  }

  fresh(): boolean[] {
    return this.tabs.filter((tab) => !tab.gone).map((tab) => tab.store.connection().fresh);
  }
}

class Tab implements Channel {
  readonly store = new Store({ schedule: (frame) => frame() });
  readonly shared: SharedStream;
  onmessage: Channel['onmessage'] = null;
  gone = false;
  frozen = false;
  readonly missed: Message[] = [];

  constructor(private readonly browser: Browser, { now, alone, hidden }: { now?: () => number; alone?: boolean; hidden?: boolean }) {
    this.shared = new SharedStream({
      open: (signal) => browser.watch(signal),
      store: this.store,
      channel: alone ? undefined : this,
      visible: () => !hidden,
      ...(now ? { now } : {}),
    });
  }

  postMessage(message: Message): void {
    if (this.gone || this.frozen) return;
    const copy = structuredClone(message);
    for (const tab of this.browser.tabs) if (tab !== this && !tab.gone) setTimeout(() => tab.hear(copy), 0);
  }

  close(): void {
    this.shared.leave();
    this.gone = true;
  }

  /** Nothing of it is heard any more, and it hears nothing. */
  crash(): void {
    this.gone = true;
    this.browser.streams.clear();
  }

  hear(message: Message): void {
    if (this.frozen) this.missed.push(message);
    else if (!this.gone) this.onmessage?.({ data: message } as MessageEvent<Message>);
  }

  thaw(): void {
    this.frozen = false;
    this.missed.splice(0).forEach((message) => this.hear(message));
  }
}

let browser: Browser;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  browser = new Browser();
});

async function open(count: number): Promise<Tab[]> {
  const tabs: Tab[] = [];
  for (let i = 0; i < count; i++) tabs.push(await browser.open());
  await vi.advanceTimersByTimeAsync(10);
  return tabs;
}

describe('the tabs of a browser', () => {
  it('have one stream between them, and each shows what it brings', async () => {
    await open(8);
    expect(browser.streams.size).toBe(1);
    await browser.say('77');
    expect(browser.brightnesses()).toEqual(Array(8).fill('77'));
    expect(browser.fresh()).toEqual(Array(8).fill(true));
  });

  it('have one when all are opened at once, too', async () => {
    await Promise.all(Array.from({ length: 8 }, () => browser.open()));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(browser.streams.size).toBe(1);
    await browser.say('78');
    expect(browser.brightnesses()).toEqual(Array(8).fill('78'));
  });

  it('stay live while another one is opened', async () => {
    const [first] = await open(2);
    const seen: boolean[] = [];
    first!.store.subscribe(() => seen.push(first!.store.connection().fresh));
    await open(3);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(seen).not.toContain(false);
  });

  it.each(['close', 'crash'] as const)('go on within 2 s when the one that has the stream does %s', async (end) => {
    const tabs = await open(4);
    tabs[3]![end]();
    await vi.advanceTimersByTimeAsync(end === 'close' ? 200 : 2_000);
    expect(browser.streams.size).toBe(1);
    await browser.say('55');
    expect(browser.brightnesses()).toEqual(['55', '55', '55']);
    expect(browser.fresh()).toEqual([true, true, true]);
  });

  it('go on when that one is frozen, and agree again when it is back', async () => {
    const tabs = await open(3);
    tabs[2]!.frozen = true;
    await vi.advanceTimersByTimeAsync(2_000);
    await browser.say('56');
    expect(browser.brightnesses().slice(0, 2)).toEqual(['56', '56']);
    tabs[2]!.thaw();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(browser.streams.size).toBe(1);
    await browser.say('57');
    expect(browser.brightnesses()).toEqual(['57', '57', '57']);
  });

  it('leave the stream to one that somebody sees', async () => {
    await browser.open({ hidden: true });
    await browser.open();
    const last = await browser.open();
    last.crash();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(browser.streams.size).toBe(1);
    expect(browser.opened).toBe(4);
    browser.tabs[1]!.crash();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(browser.streams.size).toBe(1);
  });

  it('agree although the clock was set back between two of them', async () => {
    await browser.open();
    const late = await browser.open({ now: () => Date.now() - 3_600_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(browser.streams.size).toBe(1);
    expect(late.store.picture().complete).toBe(true);
    await browser.say('58');
    expect(browser.brightnesses()).toEqual(['58', '58']);
  });

  it('say together that the gateway is gone, and are live together', async () => {
    await open(3);
    const watch = browser.watch.bind(browser);
    const lost = vi.spyOn(browser, 'watch').mockImplementation(() => {
      throw new Error('refused');
    });
    browser.tabs[2]!.shared.lost();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(browser.fresh()).toEqual([false, false, false]);
    expect(browser.tabs[0]!.store.connection().lastHeard).toBeDefined();
    lost.mockImplementation(watch);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(browser.fresh()).toEqual([true, true, true]);
  });

  it('have one each where they cannot hear each other', async () => {
    await browser.open({ alone: true });
    await browser.open({ alone: true });
    expect(browser.streams.size).toBe(2);
    await browser.say('59');
    expect(browser.brightnesses()).toEqual(['59', '59']);
  });

  it('open nothing and wake nothing after the last one was closed', async () => {
    const tabs = await open(2);
    tabs.reverse().forEach((tab) => tab.close());
    await vi.advanceTimersByTimeAsync(20_000);
    expect(browser.streams.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
