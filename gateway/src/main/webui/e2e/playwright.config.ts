import { defineConfig } from '@playwright/test';
import { resolve } from 'node:path';

const target = resolve(import.meta.dirname, '../../../../target');

export default defineConfig({
  testDir: '.',
  outputDir: resolve(target, 'e2e'),
  // One bathroom, one browser: a small machine is enough.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // A noisy machine's second chance, on CI alone; the report calls such a test flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  // A project has its own bathroom.
  projects: [
    { name: 'behaviour', testMatch: 'dashboard.spec.ts' },
    { name: 'looks', testMatch: 'looks.spec.ts' },
  ],
  reporter: [['list'], ['junit', { outputFile: resolve(target, 'e2e-reports/TEST-browser.xml') }]],
  use: {
    actionTimeout: 60_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM!,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
