import { test as base, expect, type Locator, type Page } from '@playwright/test';
import axe from 'axe-core';
import { Bathroom } from './bathroom.ts';

export { expect, type Locator, type Page };

/** One bathroom for all tests of a file, and a page that must never complain in its console. */
export const test = base.extend<{ complaints: string[] }, { bathroom: Bathroom }>({
  bathroom: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names off this pattern
    async ({}, use) => {
      const bathroom = new Bathroom();
      try {
        await bathroom.open();
        await use(bathroom);
      } finally {
        await bathroom.close();
      }
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on('weberror', (error) => complaints.push(String(error.error())));
      context.on('console', (message) => {
        // A gateway that is away is what some tests are about; everything else is a mistake of the page.
        if (message.type() === 'error' && !message.text().includes('Failed to load resource')) complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByTestId('live')).toHaveAttribute('data-state', 'live');
}

/** From now on, what moves on the page by itself; the sum is what browsers report as Cumulative Layout Shift, or more. */
export async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const seen = { shift: 0 };
    Object.assign(window, { seen });
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Element }[] };
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
        if (hadRecentInput) continue;
        seen.shift += value;
        if (value > 0.001) console.log(`moved by ${value}: ${sources.map(({ node }) => node?.outerHTML?.slice(0, 200)).join(', ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { seen: { shift: number } }).seen.shift);
}

export function card(page: Page, name: string): Locator {
  return page.getByRole('article', { name, exact: true });
}

/** Every rule of WCAG 2.2 AA that axe knows, and its own best practices. */
export async function expectAccessible(page: Page, view: string): Promise<void> {
  // Colors are judged when they have arrived, not on their way.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).map((each) => each.finished.catch(() => undefined))));
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run(document);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} (${failureSummary})`).join('; ')}`);
  });
  expect(violations, view).toEqual([]);
}
