import { test as base, expect, type Page, type Response } from '@playwright/test'
import * as z from 'zod/mini'
import { beginSession } from '../../src/contract/console/session'
import { expectNoKeys, textOf } from './keys'
import { adminPassword, type Server, startServer } from './server'

/**
 * Paths of the static files that this worker has read; their names carry a hash of their content.
 */
const readFiles = new Set<string>()

function isReadBefore(response: Response): boolean {
  const { pathname } = new URL(response.url())
  if (!pathname.startsWith('/assets/') || response.status() !== 200) return false
  if (readFiles.has(pathname)) return true
  readFiles.add(pathname)
  return false
}

const secretKey = 'gantry-session'

/** The header with which a signed-in page proves its session on plain HTTP. */
export async function secretHeader(page: Page): Promise<Record<string, string>> {
  const secret = await page.evaluate((name) => localStorage.getItem(name), secretKey)
  return secret === null ? {} : { 'X-Gantry-Session': secret }
}

/** Signs in as the first administrator and opens the console. */
export async function signInPage(page: Page, url: string) {
  const answer = await page.request.post(`${url}/api/session`, {
    headers: { 'X-Gantry': '1', Origin: url },
    data: { user: 'admin', password: adminPassword },
  })
  expect(answer.status()).toBe(200)
  const { data } = z.parse(z.object({ data: beginSession.response }), await answer.json())
  await page.addInitScript(
    ([origin, name, secret = '']) => {
      const isMissing = location.origin === origin && !localStorage.getItem(name ?? '')
      if (isMissing) localStorage.setItem(name ?? '', secret)
    },
    [url, secretKey, data.sessionSecret],
  )
  await page.goto(`${url}/clusters`)
}

/** Tests that share the server of their worker: the demo world, with fast lifecycles. */
export const test = base.extend<{ signedIn: Page }, { server: Server; speed: string }>({
  /** GANTRY_CLOUD_SPEED of the server. */
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
  /** Each test also asserts that no response to its pages contains a key. */
  context: async ({ context }, use) => {
    const responseTexts: Promise<string>[] = []
    context.on('response', (response) => {
      if (!isReadBefore(response)) responseTexts.push(textOf(response))
    })
    await use(context)
    // Stop reading an endless response when its page closes.
    for (const page of context.pages()) await page.close()
    for (const text of await Promise.all(responseTexts)) expectNoKeys(text)
  },
  baseURL: async ({ server }, use) => use(server.url),
  signedIn: async ({ page, server }, use) => {
    await signInPage(page, server.url)
    await use(page)
  },
})

export { expect }
