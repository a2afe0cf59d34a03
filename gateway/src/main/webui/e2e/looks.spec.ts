import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Bathroom } from './bathroom.ts';
import { Crowd } from './crowd.ts';
import { card, expect, expectAccessible, openPage, test, watchShifts, type Locator, type Page } from './test.ts';

const PICTURES = resolve(process.env.BADEZIMMER_SCREENSHOTS ?? resolve(import.meta.dirname, '../../../../target/screenshots'));

test.beforeAll(async ({ bathroom }) => {
  test.setTimeout(480_000);
  mkdirSync(PICTURES, { recursive: true });
  await bathroom.once(() => furnish(bathroom));
});

async function furnish(bathroom: Bathroom): Promise<void> {
  await Promise.all([
    bathroom.device('light-lamp', { 'badezimmer.device.name': 'Ceiling Light' }),
    bathroom.device('light-lamp', { 'badezimmer.device.name': 'Mirror Light' }),
    bathroom.device('sink'),
    bathroom.device('toilet', { 'badezimmer.toilet.interval': '1s', 'badezimmer.toilet.clog-probability': 0 }),
    bathroom.device('fart-detector', {
      'badezimmer.fart-detector.interval': '200ms',
      'badezimmer.fart-detector.probability': 0.08,
      'badezimmer.fart-detector.persistence': 0.9,
      'badezimmer.fart-detector.seed': 7,
    }),
    bathroom.device('water-leak', { 'badezimmer.water-leak.severity': 0 }),
  ]);
  await expect.poll(async () => (await bathroom.list()).length, { timeout: 120_000 }).toBe(6);
  await bathroom.patch('light', 'Ceiling Light', { turn_on: true, brightness: 80, color: 0xffc88a });
  await bathroom.patch('light', 'Mirror Light', { turn_on: true, brightness: 55, color: 0x9b5cff });
  await bathroom.patch('sink', 'Sink', { turn_on: true });
}

for (const theme of ['light', 'dark'] as const) {
  for (const [name, viewport] of [
    ['wide', { width: 1440, height: 900 }],
    ['phone', { width: 390, height: 844 }],
    ['small', { width: 320, height: 640 }],
    ['tablet', { width: 820, height: 1180 }],
    ['wall', { width: 1920, height: 1080 }],
  ] as const) {
    test(`${name}, ${theme}: nothing sticks out, fingers fit, and axe finds nothing`, async ({ browser, bathroom, complaints }) => {
      const context = await browser.newContext({ viewport, colorScheme: theme, hasTouch: name !== 'wide', deviceScaleFactor: name === 'wide' ? 1 : 2 });
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      const shifts = await watchShifts(page);
      await openPage(page, bathroom.url);
      await expect(page.getByRole('article')).toHaveCount(6);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await page.evaluate(() => document.fonts.ready);
      // A picture tells more when the plot has something to show.
      if (name === 'wide') {
        await expect.poll(() => page.locator('[data-kind=fart] path').last().getAttribute('d')).toMatch(/(?:H[\d.]+V[\d.]+){12}/);
      }
      expect(await shifts()).toBeLessThanOrEqual(0.02);
      await expectNothingSticksOut(page);
      await expectFingersFit(page);
      await expectAccessible(page, `${name}, ${theme}`);
      if (name === 'wide' || name === 'phone') {
        await page.screenshot({ path: join(PICTURES, `dashboard-${name}-${theme}.png`), animations: 'disabled' });
      }
      if (name === 'small' || name === 'phone') {
        // Text at 200 %, as a browser's setting makes it.
        await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      }
      await context.close();
    });
  }
}

test('forced colors and paper show what is set', async ({ browser, bathroom }) => {
  await bathroom.patch('light', 'Mirror Light', { turn_on: false });
  const context = await browser.newContext({ forcedColors: 'active' });
  const page = await context.newPage();
  await openPage(page, bathroom.url);
  await expect(card(page, 'Mirror Light').getByTestId('lamp-power')).toHaveText('Off');
  const background = (element: Locator) => element.evaluate((each) => getComputedStyle(each).backgroundColor);
  const on = card(page, 'Ceiling Light');
  const off = card(page, 'Mirror Light');
  expect(await background(on.locator('.switch-track'))).not.toBe(await background(off.locator('.switch-track')));
  expect(await background(on.locator('.slider-range'))).not.toBe(await background(on));
  expect(await background(on.locator('.slider-thumb'))).not.toBe(await background(on.locator('.slider-range')));
  expect(await background(page.getByTestId('total-all'))).not.toBe(await background(page.getByTestId('total-online')));
  const empty = card(page, 'Water Leak').locator('.segment-empty').first();
  await expect(empty).toHaveCSS('border-top-width', '1px');
  await page.emulateMedia({ media: 'print', forcedColors: 'none' });
  await expect(empty).toHaveCSS('visibility', 'hidden');
  await expect(on.locator('.switch-track')).toHaveCSS('print-color-adjust', 'exact');
  await context.close();
  await bathroom.patch('light', 'Mirror Light', { turn_on: true });
});

for (const [locale, word] of [
  ['de-DE', 'Live'],
  ['pt-BR', 'Ao vivo'],
] as const) {
  test(`speaks ${locale}, on the smallest phone too`, async ({ browser, bathroom }) => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale });
    const page = await context.newPage();
    await openPage(page, bathroom.url);
    await expect(page.getByTestId('live')).toHaveText(word);
    await expect(page.locator('html')).toHaveAttribute('lang', locale);
    await expectNothingSticksOut(page);
    await expectAccessible(page, locale);
    await context.close();
  });
}

test('who wants little motion gets none', async ({ browser, bathroom }) => {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  await openPage(page, bathroom.url);
  await expect(card(page, 'Sink').getByTestId('sink-power')).toHaveText('Water is running');
  await expect.poll(() => page.evaluate(() => document.getAnimations().filter((each) => each.playState === 'running').length)).toBe(0);
  await context.close();
});

test('five hundred devices stay smooth, and an unknown kind is shown with all it says', async ({ page, bathroom }) => {
  test.setTimeout(480_000);
  const crowd = await Crowd.gather(bathroom.discoveryPort, 500);
  try {
    await openPage(page, bathroom.url);
    const known = await bathroom.list().then((devices) => devices.length);
    await expect(page.getByTestId('total-all')).toContainText(String(known), { timeout: 120_000 });
    const stop = crowd.chatter(200);
    await expect.poll(async () => (await bathroom.list()).length, { timeout: 120_000 }).toBe(506);
    await expect(page.getByTestId('total-all')).toContainText('506');
    const work = await mainThreadWork(page, 5_000);
    const scrolling = await mainThreadWork(page, 5_000, () => page.mouse.wheel(0, 400));
    stop();
    console.log(`500 devices, 200 changes/s: ${work}; while scrolling: ${scrolling}`);
    expect(work.busy).toBeLessThan(0.6);
    await page.getByRole('searchbox').fill('towel');
    const towel = card(page, 'Towel 7');
    await expect(towel).toContainText('Unknown kind');
    await expect(towel).toContainText('Warmth');
    await expect(towel).toContainText('__proto__');
    await expectAccessible(page, 'unknown kind');
    await page.getByRole('searchbox').fill('');
  } finally {
    await crowd.leave();
  }
  await expect(page.getByTestId('total-all')).toContainText(/^6/, { timeout: 120_000 });
});

async function expectNothingSticksOut(page: Page): Promise<void> {
  const out = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll('article *, header *, section > *')].filter((each) => {
      const box = each.getBoundingClientRect();
      return box.width > 0 && box.right > width + 1 && !each.closest('[class*=overflow-x-auto], [aria-hidden], .sr-only, svg');
    });
    return [document.documentElement.scrollWidth > width ? 'the page scrolls sideways' : '', ...wide.map((each) => each.outerHTML.slice(0, 120))].filter(Boolean);
  });
  expect(out).toEqual([]);
}

async function expectFingersFit(page: Page): Promise<void> {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, select, a[href]:not(.sr-only), input, [role=slider]')]
      .map((each) => {
        const box = (each.getAttribute('role') === 'slider' ? each.parentElement!.parentElement! : (each.closest('label') ?? each)).getBoundingClientRect();
        return { name: each.getAttribute('aria-label') ?? each.textContent, width: box.width, height: box.height };
      })
      .filter(({ width, height }) => width > 2 && (width < 44 || height < 44)),
  );
  expect(small).toEqual([]);
}

interface Work {
  busy: number;
  toString(): string;
}

/** How busy the page's main thread is, in CPU time so that a busy machine does not count, and how long frames take. */
async function mainThreadWork(page: Page, ms: number, meanwhile?: () => Promise<void>): Promise<Work> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskSeconds = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value;
  };
  const frames = page.evaluate(
    (span) =>
      new Promise<number[]>((done) => {
        const deltas: number[] = [];
        const begun = performance.now();
        let last = begun;
        const frame = (now: number) => {
          deltas.push(now - last);
          last = now;
          if (now - begun < span) requestAnimationFrame(frame);
          else done(deltas.slice(1).sort((a, b) => a - b));
        };
        requestAnimationFrame(frame);
      }),
    ms,
  );
  const before = await taskSeconds();
  const begun = Date.now();
  while (Date.now() - begun < ms) {
    await meanwhile?.();
    await page.waitForTimeout(100);
  }
  const busy = ((await taskSeconds()) - before) / ((Date.now() - begun) / 1_000);
  const deltas = await frames;
  const at = (share: number) => deltas[Math.floor((deltas.length - 1) * share)]!.toFixed(1);
  return { busy, toString: () => `main thread ${Math.round(busy * 100)} % busy, frame p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms` };
}
