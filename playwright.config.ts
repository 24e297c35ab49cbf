import { defineConfig } from '@playwright/test'

const root = process.getuid?.() === 0

/**
 * Files with tests of half a minute and more start first, so that both workers end at about the
 * same time.
 */
const long = [
  'clusters/life.e2e.ts',
  'server/kills.e2e.ts',
  'access/ownAccount.e2e.ts',
  'access/users.e2e.ts',
  'audit/audit.e2e.ts',
]

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'node_modules/.cache/playwright',
  workers: 2,
  // The tests of a file share no state: each creates its own resources, on the server of its
  // worker.
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  projects: [
    { name: 'long', testMatch: long },
    { name: 'rest', testMatch: '*/*.e2e.ts', testIgnore: [...long, 'realNode/**'] },
  ],
  use: {
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    // Transitions only slow tests down.
    contextOptions: { reducedMotion: 'reduce' },
    // Tracing makes tests 25 % slower: enable it with --trace retain-on-failure.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.GANTRY_CHROMIUM ? { executablePath: process.env.GANTRY_CHROMIUM } : {}),
      args: [
        // Chromium refuses to run its sandbox as root, the user of most containers.
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
