import { gzipSync } from 'node:zlib'
import { expect, test } from '../support/test'

/** Size in KB, gzipped as the server sends it. */
const sizeOf = (bodies: readonly Buffer[]) =>
  bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1024

test('the page links at most 200 KB of JavaScript, and the cluster list loads at most 262 KB in all', async ({
  signedIn: page,
  server,
}) => {
  const html = await (await page.request.get(`${server.url}/clusters`)).text()
  const linked = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map((match) => match[1] ?? '')
  expect(linked.length).toBeGreaterThan(1)
  const initial = await Promise.all(
    linked.map(async (path) => (await page.request.get(`${server.url}${path}`)).body()),
  )

  const loaded = new Set<string>()
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.match(/\.(js|css|svg)$/)) loaded.add(request.url())
  })
  await page.goto('/clusters')
  await expect(page.getByRole('table').getByRole('link').first()).toBeVisible()
  const list = await Promise.all(
    [...loaded].map(async (url) => (await page.request.get(url)).body()),
  )
  const [first, all] = [sizeOf(initial), sizeOf(list)]
  process.stdout.write(`  initial ${first.toFixed(1)} KB, list of clusters ${all.toFixed(1)} KB\n`)
  expect(first).toBeLessThan(200)
  expect(all).toBeLessThan(262)
})
