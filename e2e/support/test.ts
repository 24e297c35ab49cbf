import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { expectNoKeys, textOf } from './keys'
import { adminPassword, type Server, startServer } from './server'

/** Tests with a server of their worker's own, on a demo world whose lifecycles run fast. */
export const test = base.extend<{ signedIn: Page }, { server: Server; speed: string }>({
  /** How many times as fast as an account's the lifecycles run. */
  speed: ['20', { scope: 'worker', option: true }],
  server: [
    async ({ speed }, use) => {
      const server = await startServer({ env: { GANTRY_CLOUD_SPEED: speed } })
      await use(server)
      await server.stop()
      expectNoKeys(server.log())
    },
    { scope: 'worker' },
  ],
  /** Whatever a test is about: none of the answers that its pages get holds a key. */
  context: async ({ context }, use) => {
    const answers: Promise<string>[] = []
    context.on('response', (response) => answers.push(textOf(response)))
    await use(context)
    // An answer that never ends is given up with its page.
    for (const page of context.pages()) await page.close()
    for (const text of await Promise.all(answers)) expectNoKeys(text)
  },
  baseURL: async ({ server }, use) => use(server.url),
  signedIn: async ({ page }, use) => {
    await page.goto('/login')
    await page.getByLabel('User name').fill('admin')
    await page.getByLabel('Password', { exact: true }).fill(adminPassword)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(/\/clusters/)
    await use(page)
  },
})

/**
 * What fades in or out is done with it: a text that is half gone has no contrast that could be
 * judged. What moves for ever, as a skeleton does, is not waited for.
 */
async function settled(page: Page) {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (one) =>
          one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity,
      ),
  )
}

/** No fault that axe can find, on the page as it stands once it has come to rest. */
export async function expectAccessible(page: Page) {
  await settled(page)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const faults = violations.map((one) => ({
    rule: one.id,
    help: one.help,
    where: one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  }))
  expect(faults).toEqual([])
}

export { expect }
