import type { Bathroom } from './bathroom.ts';
import { cutting } from './cutting-proxy.ts';
import { card, expect, expectAccessible, openPage, test, type Page } from './test.ts';

/** The five devices, started once for each bathroom. */
async function furnish(bathroom: Bathroom): Promise<void> {
  await bathroom.once(() =>
    Promise.all([
      bathroom.device('light-lamp'),
      bathroom.device('sink', { 'badezimmer.sink.flow': 60 }),
      bathroom.device('water-leak', { 'badezimmer.water-leak.severity': 0 }),
      bathroom.device('toilet', { 'badezimmer.toilet.interval': '1s', 'badezimmer.toilet.clogged': 'true' }),
      bathroom.device('fart-detector', { 'badezimmer.fart-detector.smell-level': 64 }),
    ]),
  );
  await expect.poll(async () => (await bathroom.list()).length, { timeout: 60_000 }).toBe(5);
}

test('an empty bathroom says how to fill it', async ({ page, bathroom }) => {
  await openPage(page, bathroom.url);
  await expect(page.getByRole('heading', { name: 'No devices yet' })).toBeVisible();
  await expect(page.getByText('./badezimmer up')).toBeVisible();
  await expectAccessible(page, 'empty bathroom');
});

test('devices appear by themselves, each kind with its card', async ({ page, bathroom }) => {
  test.setTimeout(480_000);
  await openPage(page, bathroom.url);
  const said = expect(page.getByTestId('announcer')).toContainText(/New:|5 devices/, { timeout: 120_000 });
  await furnish(bathroom);
  await expect(page.getByTestId('total-online')).toContainText('5');
  await expect(card(page, 'Light Lamp').getByTestId('lamp-power')).toHaveText(/On|Off/);
  await expect(card(page, 'Sink').getByTestId('sink-litres')).toHaveText(/\d/);
  await expect(card(page, 'Toilet').getByTestId('clogged')).toContainText('Clogged');
  await expect(card(page, 'Fart Detector').getByTestId('smell-words')).toHaveText('Strong');
  await expect(card(page, 'Water Leak').getByTestId('leak-word')).toHaveText('Dry');
  await said;
});

test.describe('with devices', () => {
  test.beforeEach(async ({ bathroom }) => {
    test.setTimeout(480_000);
    await furnish(bathroom);
  });

  test('a switch reaches the lamp, and the page shows what the lamp says', async ({ page, bathroom }) => {
    await bathroom.patch('light', 'Light Lamp', { turn_on: false, brightness: 40, color: 0xffa000 });
    await openPage(page, bathroom.url);
    const it = card(page, 'Light Lamp');
    await expect(it.getByTestId('lamp-power')).toHaveText('Off');
    await it.getByRole('switch').click();
    await expect(it.getByTestId('lamp-power')).toHaveText('On');
    await expect.poll(() => bathroom.property('Light Lamp', 'is_on')).toBe('true');
    await bathroom.patch('light', 'Light Lamp', { turn_on: false });
    await expect(it.getByTestId('lamp-power')).toHaveText('Off');
  });

  test('dragging the slider dims the lamp on the way, without flooding it', async ({ page, bathroom }) => {
    await bathroom.patch('light', 'Light Lamp', { turn_on: true, brightness: 10 });
    await openPage(page, bathroom.url);
    const it = card(page, 'Light Lamp');
    await expect(it.getByTestId('lamp-brightness')).toHaveText('10 %');
    let commands = 0;
    page.on('request', (request) => (commands += Number(request.url().endsWith('SendActuatorCommand'))));
    const track = (await it.getByRole('slider').locator('xpath=../..').boundingBox())!;
    const y = track.y + track.height / 2;
    await page.mouse.move(track.x + track.width * 0.1, y);
    await page.mouse.down();
    const begun = Date.now();
    const onTheWay = new Set<string | undefined>();
    for (let step = 10; step <= 80; step++) {
      await page.mouse.move(track.x + (track.width * step) / 100, y);
      if (step % 10 === 0) onTheWay.add(await bathroom.property('Light Lamp', 'brightness'));
    }
    const took = Date.now() - begun;
    await page.mouse.up();
    const shown = await it.getByRole('slider').getAttribute('aria-valuenow');
    await expect.poll(() => bathroom.property('Light Lamp', 'brightness')).toBe(shown);
    await expect(it.getByTestId('lamp-brightness')).toHaveText(`${shown} %`);
    expect(Number(shown)).toBeGreaterThan(70);
    expect(onTheWay.size).toBeGreaterThan(1);
    expect(commands).toBeLessThanOrEqual(Math.ceil(took / 100) + 2);
  });

  test('a color is chosen by swatch and by keyboard', async ({ page, bathroom }) => {
    await openPage(page, bathroom.url);
    const it = card(page, 'Light Lamp');
    await it.getByRole('button', { name: /color/ }).click();
    const picker = page.getByRole('dialog');
    await picker.getByRole('button', { name: 'Violet' }).click();
    await expect(it.getByTestId('lamp-color')).toHaveText('Violet');
    await expect.poll(() => bathroom.property('Light Lamp', 'color')).toBe('0x9B5CFF');
    await expectAccessible(page, 'color picker');
    await picker.getByRole('slider', { name: 'Saturation' }).focus();
    await page.keyboard.press('Home');
    await expect.poll(() => bathroom.property('Light Lamp', 'color')).toBe('0xFFFFFF');
    await page.keyboard.press('Escape');
    await expect(picker).toBeHidden();
  });

  test('two browsers never fight: each shows what the device is', async ({ page, bathroom, context }) => {
    const other = await context.newPage();
    await openPage(page, bathroom.url);
    await openPage(other, bathroom.url);
    for (const on of [true, false, true]) {
      await card(on ? page : other, 'Sink').getByRole('switch').setChecked(on);
      for (const each of [page, other]) {
        await expect(card(each, 'Sink').getByTestId('sink-power')).toHaveText(on ? 'Water is running' : 'Closed');
      }
    }
    const before = Number(await bathroom.property('Sink', 'water_consumed_liters'));
    await expect.poll(async () => Number(await bathroom.property('Sink', 'water_consumed_liters'))).toBeGreaterThan(before);
  });

  test('a lamp that does not answer reverts with a sentence, and can be tried again', async ({ page, bathroom }) => {
    await bathroom.patch('light', 'Light Lamp', { turn_on: false });
    await openPage(page, bathroom.url);
    const it = card(page, 'Light Lamp');
    await expect(it.getByTestId('lamp-power')).toHaveText('Off');
    const lamp = bathroom.running('light-lamp');
    lamp.signal('SIGSTOP');
    try {
      await it.getByRole('switch').click();
      await expect(it.getByTestId('lamp-power')).toHaveText('On');
      await expect(it.getByRole('alert')).toContainText(/Light Lamp (cannot be reached right now|did not answer in time|failed)/);
      await expect(it.getByTestId('lamp-power')).toHaveText('Off');
      await expectAccessible(page, 'failed command');
    } finally {
      lamp.signal('SIGCONT');
    }
    await expect(it).toHaveAttribute('data-current', 'true');
    await it.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => bathroom.property('Light Lamp', 'is_on')).toBe('true');
    await expect(it.getByTestId('lamp-power')).toHaveText('On');
    await expect(it.getByRole('alert')).toHaveText('');
  });

  test('a killed device is offline, a killed leak sensor is not watched, and both come back', async ({ page, bathroom }) => {
    await openPage(page, bathroom.url);
    await Promise.all((['sink', 'water-leak'] as const).map((each) => bathroom.running(each).end('SIGKILL')));
    await expect(card(page, 'Sink')).toHaveAttribute('data-status', 'offline');
    await expect(card(page, 'Sink')).toContainText('Offline ·');
    await expect(card(page, 'Sink').getByRole('switch')).toBeDisabled();
    await expect(card(page, 'Water Leak').getByTestId('leak-word')).toHaveText('Not watched');
    await expect(card(page, 'Water Leak').getByRole('meter')).toHaveCount(0);
    await expectAccessible(page, 'offline devices');
    await Promise.all([
      bathroom.device('sink', { 'badezimmer.sink.flow': 60 }),
      bathroom.device('water-leak', { 'badezimmer.water-leak.severity': 8 }),
    ]);
    await expect(card(page, 'Sink')).toHaveAttribute('data-status', 'online');
    await expect(card(page, 'Water Leak').getByTestId('leak-word')).toHaveText('Leaking');
  });

  test('a leak raises the alarm until somebody has seen it', async ({ page, bathroom }) => {
    if ((await bathroom.property('Water Leak', 'severity')) !== '8') {
      await bathroom.running('water-leak').end('SIGKILL');
      await bathroom.device('water-leak', { 'badezimmer.water-leak.severity': 8 });
    }
    await openPage(page, bathroom.url);
    await expect(page.getByTestId('alarm')).toContainText('Water Leak: leaking (8 of 10)');
    await expectAccessible(page, 'alarm');
    await page.getByTestId('alarm').getByRole('button', { name: 'I have seen it' }).click();
    await expect(page.getByTestId('alarm')).toBeHidden();
    await expect(page.getByTestId('alarm-seen')).toBeVisible();
    await page.reload();
    await expect(page.getByTestId('alarm-seen')).toBeVisible();
    await page.getByRole('button', { name: 'Settings' }).click();
    await expectAccessible(page, 'settings');
    await page.getByRole('menuitemradio', { name: '9 · Flooding' }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('alarm-seen')).toBeHidden();
  });

  test('searching, filtering and sorting', async ({ page, bathroom }) => {
    await openPage(page, bathroom.url);
    const names = () => page.getByRole('article').getByRole('heading').allTextContents();
    await page.keyboard.press('/');
    await page.keyboard.type('la');
    await expect(page.getByRole('article')).toHaveCount(1);
    await page.keyboard.type('xyz');
    await expect(page.getByRole('heading', { name: 'No device matches' })).toBeVisible();
    await expectAccessible(page, 'no match');
    await page.getByRole('button', { name: 'Show all devices' }).click();
    await page.getByLabel('Sort by').selectOption('Name');
    await expect.poll(names).toEqual(['Fart Detector', 'Light Lamp', 'Sink', 'Toilet', 'Water Leak']);
    await page.getByLabel('Kind of device').getByRole('button', { name: /Sinks/ }).click();
    await expect.poll(names).toEqual(['Sink']);
    await page.reload();
    await expect.poll(names).toEqual(['Sink']);
    await page.getByTestId('total-offline').click();
    await expect(page.getByRole('heading', { name: 'No device matches' })).toBeVisible();
  });

  test('the details of a device, with what changed since the page was opened', async ({ page, bathroom }) => {
    await openPage(page, bathroom.url);
    await bathroom.patch('light', 'Light Lamp', { brightness: 33 });
    const open = page.getByRole('button', { name: 'Details of Light Lamp' });
    await open.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: 'Light Lamp' });
    await expect(drawer).toContainText('127.0.0.1:');
    await expect(drawer).toContainText('Light Lamp@_lightlamp._tcp.local.');
    await bathroom.patch('light', 'Light Lamp', { brightness: 34 });
    await expect(drawer.getByRole('listitem').first()).toContainText('Brightness 33 → 34');
    await expectAccessible(page, 'details');
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    await expect(open).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(drawer).toBeVisible();
    await page.goBack();
    await expect(drawer).toBeHidden();
    await expect(card(page, 'Light Lamp')).toBeVisible();
  });

  test('a stream that is cut twenty times in a row ends with what the gateway has', async ({ page, bathroom }) => {
    const proxy = await cutting(bathroom.url);
    try {
      await openPage(page, proxy.url);
      const brightness = card(page, 'Light Lamp').getByTestId('lamp-brightness');
      for (let cut = 1; cut <= 20; cut++) {
        const streams = proxy.connections();
        proxy.cut();
        await bathroom.patch('light', 'Light Lamp', { brightness: cut });
        await expect.poll(() => proxy.connections()).toBeGreaterThan(streams);
      }
      await expect(page.getByTestId('live')).toHaveAttribute('data-state', 'live');
      await expect(brightness).toHaveText('20 %');
      for (const device of await bathroom.list()) {
        await expect(card(page, device.device_name)).toHaveAttribute('data-status', device.status.split('_')[0]!.toLowerCase());
      }
      expect(await page.getByRole('article').count()).toBe((await bathroom.list()).length);
    } finally {
      await proxy.close();
    }
  });

  test('without the gateway the page says so, and is live again by itself', async ({ page, bathroom }) => {
    await openPage(page, bathroom.url);
    const back = await bathroom.loseGateway();
    await expect(page.getByTestId('live')).toHaveAttribute('data-state', 'stale');
    await expect(page.getByTestId('stale')).toContainText('The gateway does not answer');
    await expect(page.getByTestId('stale')).toContainText('As of ');
    await expect(card(page, 'Light Lamp')).toContainText('Last known: Online');
    await expect(card(page, 'Light Lamp').getByRole('switch')).toBeDisabled();
    await expect(page.getByTestId('announcer')).toContainText('Connection lost');
    await expectAccessible(page, 'not live');
    await back();
    await expect(page.getByTestId('live')).toHaveAttribute('data-state', 'live', { timeout: 3_000 });
    await expect(card(page, 'Light Lamp')).toHaveAttribute('data-current', 'true');
  });

  test('a gateway that is frozen is not called live for long, and is live again as soon as it is back', async ({ page, bathroom }) => {
    await openPage(page, bathroom.url);
    const thaw = bathroom.freezeGateway();
    try {
      await expect(page.getByTestId('live')).toHaveAttribute('data-state', 'stale', { timeout: 6_000 });
      await expect(page.getByTestId('stale')).toContainText('no sign of life for');
      // By then a first attempt to reconnect has failed.
      await expect(page.getByTestId('stale')).toContainText(/no sign of life for 1\d sec/);
    } finally {
      thaw();
    }
    await expect(page.getByTestId('live')).toHaveAttribute('data-state', 'live', { timeout: 2_000 });
  });

  test('eight tabs have one stream: all are live, commands go through, and the next one takes over', async ({ page, bathroom, context }) => {
    const proxy = await cutting(bathroom.url);
    try {
      const tabs: Page[] = [page];
      await openPage(page, proxy.url);
      while (tabs.length < 8) {
        const tab = await context.newPage();
        await openPage(tab, proxy.url);
        tabs.push(tab);
      }
      expect(proxy.open()).toBeLessThan(8);
      for (const on of [true, false]) {
        await card(page, 'Light Lamp').getByRole('switch').setChecked(on);
        for (const tab of tabs) await expect(card(tab, 'Light Lamp').getByTestId('lamp-power')).toHaveText(on ? 'On' : 'Off', { timeout: 3_000 });
      }
      for (const last of tabs.splice(4).reverse()) await last.close();
      await bathroom.patch('light', 'Light Lamp', { brightness: 61 });
      for (const tab of tabs) await expect(card(tab, 'Light Lamp').getByTestId('lamp-brightness')).toHaveText('61 %', { timeout: 2_000 });
      for (const tab of tabs) await expect(tab.getByTestId('live')).toHaveAttribute('data-state', 'live');
      for (const tab of tabs.slice(1)) await tab.close();
    } finally {
      await proxy.close();
    }
  });

  test('a finger scrolls over a slider, slides it sideways, and taps it', async ({ browser, bathroom }) => {
    await bathroom.patch('light', 'Light Lamp', { turn_on: false, brightness: 50 });
    const context = await browser.newContext({ viewport: { width: 390, height: 700 }, hasTouch: true });
    const page = await context.newPage();
    await openPage(page, bathroom.url);
    const slider = card(page, 'Light Lamp').getByRole('slider');
    const session = await context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
    const swipe = async (dx: number, dy: number) => {
      await slider.scrollIntoViewIfNeeded();
      const track = (await slider.locator('xpath=../..').boundingBox())!;
      const [x, y] = [track.x + track.width * 0.3, track.y + track.height / 2];
      await touch('touchStart', x, y);
      for (let step = 1; step <= 10; step++) await touch('touchMove', x + (dx * step) / 10, y + (dy * step) / 10);
      await touch('touchEnd');
    };
    const scrolled = await page.evaluate(() => window.scrollY);
    await swipe(10, -200);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(scrolled);
    await expect(slider).toHaveAttribute('aria-valuenow', '50');
    expect(await bathroom.property('Light Lamp', 'is_on')).toBe('false');
    await swipe(120, 10);
    await expect.poll(() => bathroom.property('Light Lamp', 'is_on')).toBe('true');
    await expect.poll(async () => Number(await bathroom.property('Light Lamp', 'brightness'))).toBeGreaterThan(55);
    await swipe(0, 0);
    await expect.poll(async () => Number(await bathroom.property('Light Lamp', 'brightness'))).toBeLessThan(35);
    await context.close();
  });

  test('without a network the page still opens, and says that it is offline', async ({ page, bathroom, context }) => {
    await openPage(page, bathroom.url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(1);
    await page.reload();
    await context.setOffline(true);
    await expect(page.getByTestId('stale')).toContainText('You are offline');
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Badezimmer' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Badezimmer' })).toHaveCSS('font-weight', '600');
    await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(234, 241, 243)');
    // After a reload Chromium's emulation forgets to tell the page that there is no network.
    await expect(page.getByTestId('stale')).toContainText(/You are offline|The gateway does not answer/);
    await expectAccessible(page, 'offline shell');
    await context.setOffline(false);
    await expect(page.getByTestId('live')).toHaveAttribute('data-state', 'live');
  });

  test('the page is sent compressed, under a strict policy, and kept where its name says so', async ({ page, bathroom }) => {
    const answers = new Map<string, Record<string, string>>();
    page.on('response', (response) => answers.set(new URL(response.url()).pathname, response.headers()));
    await openPage(page, bathroom.url);
    expect(answers.get('/')!['content-security-policy']).toContain("default-src 'none'");
    expect(answers.get('/')!['content-security-policy']).not.toContain('unsafe');
    expect(answers.get('/')!['etag']).toBeTruthy();
    const [, script] = [...answers].find(([path]) => /^\/assets\/.*\.js$/.test(path))!;
    expect(script['content-encoding']).toMatch(/br|gzip/);
    expect(script['cache-control']).toContain('immutable');
    await page.goto(`${bathroom.url}/docs`);
    await expect(page.getByRole('heading', { name: /Badezimmer gateway/ })).toBeVisible();
  });
});
