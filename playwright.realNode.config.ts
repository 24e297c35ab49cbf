import { defineConfig } from '@playwright/test'
import common from './playwright.config'

/** Stops the node, so it runs after the other tests. */
const disruptive = 'disruptions.e2e.ts'

/** Tests on a real node, which `npm run e2e:node` starts in namespaces of their own. */
export default defineConfig({
  ...common,
  testDir: 'e2e/realNode',
  outputDir: 'node_modules/.cache/playwright-node',
  globalSetup: './server/test/realNode/globalSetup.ts',
  timeout: 90_000,
  use: { ...common.use, actionTimeout: 15_000 },
  projects: [
    { name: 'node', testMatch: '*.e2e.ts', testIgnore: disruptive },
    { name: 'disruptions', testMatch: disruptive, dependencies: ['node'] },
  ],
})
