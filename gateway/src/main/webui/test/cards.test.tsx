// @vitest-environment happy-dom
import './dom';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Code, ConnectError } from '@connectrpc/connect';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DeviceCard } from '../src/cards/card';
import { Desk } from '../src/commands/desk';
import { DeskContext } from '../src/commands/react';
import { DeviceCategory, DeviceStatus } from '../src/gen/badezimmer_pb';
import { browseFromAddress, EVERYTHING } from '../src/devices/browse';
import { own } from '../src/devices/own';
import { SpeechProvider } from '../src/i18n/react';
import { speak } from '../src/i18n/speak';
import { StoreContext } from '../src/live/react';
import { Store } from '../src/live/store';
import { AlarmBanner } from '../src/shell/alarm-banner';
import { Announcer } from '../src/shell/announcer';
import DetailsDrawer from '../src/shell/details-drawer';
import { Grid } from '../src/shell/grid';
import { preferences } from '../src/shell/preferences';
import { changed, device, LAMP, lamp, LEAK, leak, snapshotComplete } from './room';

let store: Store;
const send = vi.fn<() => Promise<never>>();

beforeEach(() => {
  send.mockReset().mockResolvedValue({} as never);
  store = new Store({ schedule: (frame) => frame() });
  preferences.set({ language: 'en', acknowledged: {}, alarmFrom: 4 });
});

function show(node: ReactNode, ...devices: ReturnType<typeof device>[]) {
  store.receive([...devices.map((each) => changed(each)), snapshotComplete()]);
  connection(true);
  const desk = new Desk({ sendActuatorCommand: send }, store);
  return render(
    <StoreContext value={store}>
      <DeskContext value={desk}>
        <SpeechProvider>{node}</SpeechProvider>
      </DeskContext>
    </StoreContext>,
  );
}

function connection(fresh: boolean) {
  store.connectionChanged({ phase: fresh ? 'live' : 'waiting', fresh, lastHeard: 1, retryAt: undefined, failures: 0 });
}

const card = (id: string) => <DeviceCard id={id} onOpen={() => undefined} />;

describe('a lamp', () => {
  it('turns on at once and asks the gateway', () => {
    show(card(LAMP), lamp());
    fireEvent.click(screen.getByRole('switch'));
    expect(screen.getByTestId('lamp-power').textContent).toBe('On');
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('comes back to the truth when it is refused, says so, and offers another try', async () => {
    send.mockRejectedValueOnce(new ConnectError('no', Code.DeadlineExceeded));
    show(card(LAMP), lamp());
    fireEvent.click(screen.getByRole('switch'));
    await waitFor(() => expect(screen.getByTestId('lamp-power').textContent).toBe('Off'));
    expect(screen.getByRole('alert').textContent).toContain('Light Lamp did not answer in time');
    fireEvent.click(screen.getByText('Try again'));
    expect(screen.getByTestId('lamp-power').textContent).toBe('On');
  });

  it('shines while it is on, and only while that is known', async () => {
    const { container } = show(card(LAMP), lamp({ is_on: 'true', brightness: '80', color: '0xFF8800' }));
    const article = container.querySelector('article')!;
    expect(article.getAttribute('style')).toContain('#ff8800');
    connection(false);
    await waitFor(() => expect(article.getAttribute('style') ?? '').not.toContain('#ff8800'));
  });

  it('cannot be commanded while nobody knows what it is', async () => {
    show(card(LAMP), lamp());
    connection(false);
    await waitFor(() => expect(screen.getByRole('switch').hasAttribute('disabled')).toBe(true));
    expect(screen.getByText(/Last known: Online/)).toBeTruthy();
  });
});

describe('a leak sensor', () => {
  it('says that it is dry only while it is watching', async () => {
    show(card(LEAK), leak(0));
    expect(screen.getByTestId('leak-word').textContent).toBe('Dry');
    store.receive([changed(leak(0, { status: DeviceStatus.OFFLINE_DEVICE_STATUS }))]);
    await waitFor(() => expect(screen.getByTestId('leak-word').textContent).toBe('Not watched'));
  });

  it('rings until it was seen, and again when it gets worse', async () => {
    show(<AlarmBanner onShow={() => undefined} />, leak(5));
    expect(screen.getByRole('alert').textContent).toContain('Water Leak: wet (5 of 10)');
    fireEvent.click(screen.getByText('I have seen it'));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByTestId('alarm-seen')).toBeTruthy();
    store.receive([changed(leak(8))]);
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('leaking (8 of 10)'));
  });
});

describe('names that every object has', () => {
  const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];
  const CATEGORIES = [...Object.values(DeviceCategory).filter((each) => typeof each === 'number'), 42 as DeviceCategory];
  const KEYS = ['is_on', 'brightness', 'color', 'clogged', 'last_flush', 'flush_count', 'smell_level', 'severity', 'location', 'status', 'error', 'note'];

  it.each(CATEGORIES)('are shown as any other word, category %s', (category) => {
    for (const [index, name] of NAMES.entries()) {
      const properties = Object.fromEntries([...KEYS, ...NAMES].map((key) => [key, name]));
      const hostile = device({ id: `${name}@_x._tcp.local.`, deviceName: name, category, properties, status: (index % 4) as DeviceStatus });
      const { container, unmount } = show(
        <>
          <Grid ids={[hostile.id]} onOpen={() => undefined} />
          <DetailsDrawer id={hostile.id} onClose={() => undefined} />
          <Announcer />
        </>,
        hostile,
      );
      act(() => store.receive([changed({ ...hostile, properties: { note: '', status: 'offlineSince', severity: '7' } }), changed(hostile)]));
      act(() => store.receive([changed({ ...hostile, properties: Object.fromEntries(NAMES.map((key) => [key, 'x'])) })]));
      expect(container.querySelector('[data-testid=broken-card]')).toBeNull();
      expect(screen.getAllByText(name).length).toBeGreaterThan(0);
      unmount();
    }
  });

  it('are words of their own in a filter, an acknowledgement, a language', () => {
    expect(own({}, 'constructor')).toBeUndefined();
    expect(speak('constructor', ['__proto__', 'de-DE']).language).toBe('de');
    expect(browseFromAddress('?kind=constructor&status=__proto__&sort=toString')).toEqual(EVERYTHING);
  });
});

describe('a card that fails', () => {
  it('takes no other with it, says so, and can be tried again', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const healthy = store.entry.bind(store);
    const fault = vi.spyOn(store, 'entry').mockImplementation((id) => {
      if (id === LEAK) throw new Error('a fault of the page');
      return healthy(id);
    });
    show(<Grid ids={[LAMP, LEAK]} onOpen={() => undefined} />, lamp(), leak(0));
    expect(screen.getByTestId('lamp-power')).toBeTruthy();
    expect(screen.getByTestId('broken-card').textContent).toContain('Water Leak');
    fault.mockRestore();
    fireEvent.click(screen.getByText('Try again'));
    expect(screen.getByTestId('leak-word')).toBeTruthy();
  });
});

describe('any other device', () => {
  it('shows all that it says', () => {
    const towel = device({
      id: 'Towel@_towel._tcp.local.',
      deviceName: 'Towel',
      category: 42 as DeviceCategory,
      properties: { warmth_level: '7', folded: 'true' },
    });
    show(card(towel.id), towel);
    expect(screen.getByText('Unknown kind')).toBeTruthy();
    expect(screen.getByText('Warmth level')).toBeTruthy();
    expect(screen.getByText('7')).toBeTruthy();
    expect(screen.getByText('Yes')).toBeTruthy();
  });
});
