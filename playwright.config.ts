import { defineConfig } from '@playwright/test'

const root = process.getuid?.() === 0

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.e2e.ts',
  outputDir: 'node_modules/.cache/playwright',
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    // A trace takes a quarter of the time: ask for one with --trace retain-on-failure.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.GANTRY_CHROMIUM ? { executablePath: process.env.GANTRY_CHROMIUM } : {}),
      args: [
        // Chromium refuses its sandbox to root, which is who runs in most containers.
        ...(root ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
