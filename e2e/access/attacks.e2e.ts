import { once } from 'node:events'
import http from 'node:http'
import { chromium, type Page } from '@playwright/test'
import * as z from 'zod/mini'
import { listAudit } from '../../src/contract/console/audit'
import { dataOf } from '../support/script'
import { adminPassword } from '../support/server'
import { expect, secretHeader, test } from '../support/test'

/** A page of another site that sends every kind of request that browsers allow. */
const hostile = (console: string) => `<!doctype html><title>prizes</title>
<form id="plain" method="post" enctype="text/plain" target="frame"
  action="${console}/api/call/PauseClusterService"><input
  name='{"account":"embedded","region":"gz","params":{"clusterId":"cls-1","serviceName":"web"},"x":"'
  value='"}'></form>
<form id="leave" method="post" target="frame" action="${console}/api/signOut"></form>
<iframe name="frame"></iframe><iframe id="framed" src="${console}/clusters"></iframe>
<img src="${console}/api/session"><img src="${console}/api/call/PauseClusterService">
<script>
  window.read = []
  const body = JSON.stringify({ account: 'embedded', region: 'gz', params: { clusterId: 'cls-1', serviceName: 'web' } })
  const tries = [
    { method: 'POST', mode: 'no-cors', body },
    { method: 'POST', mode: 'no-cors', body, headers: { 'Content-Type': 'text/plain' } },
    { method: 'POST', mode: 'cors', body, headers: { 'Content-Type': 'application/json', 'X-Gantry': '1' } },
    { method: 'POST', mode: 'no-cors', body, keepalive: true },
  ]
  const all = tries.map((init) =>
    fetch('${console}/api/call/PauseClusterService', { credentials: 'include', ...init }).then((a) => a.text()).then((t) => window.read.push(t), (e) => window.read.push('')))
  all.push(fetch('${console}/api/session', { credentials: 'include' }).then((a) => a.text()).then((t) => window.read.push(t), () => window.read.push('')))
  all.push(new Promise((resolve) => {
    const socket = new WebSocket('${console.replace('http', 'ws')}/api/call/PauseClusterService')
    socket.onopen = () => { window.read.push('socket opened'); resolve() }
    socket.onerror = () => resolve()
  }))
  navigator.sendBeacon('${console}/api/call/PauseClusterService', new Blob([body], { type: 'text/plain' }))
  plain.submit(); setTimeout(() => leave.submit(), 200)
  Promise.allSettled(all).then(() => setTimeout(() => { document.title = 'done' }, 500))
</script>`

async function serve(page: () => string): Promise<{ port: number; close: () => void }> {
  const server = http.createServer((_incoming, out) =>
    out.writeHead(200, { 'Content-Type': 'text/html' }).end(page()),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  return { port: address.port, close: () => server.close() }
}

const anyBody = z.object({ data: z.optional(z.unknown()), error: z.optional(z.unknown()) })

const auditEntries = async (page: Page) => {
  const answer = await page.request.get('/api/audit?limit=500', {
    headers: await secretHeader(page),
  })
  const { data } = z.parse(z.object({ data: listAudit.response }), await answer.json())
  return data.entries.filter(({ action }) => action !== 'SignIn')
}

test('a page of another site can neither write, read a response nor frame the console', async ({
  server,
  signedIn: page,
}) => {
  const before = await auditEntries(page)
  const attacker = await serve(() => hostile(server.url))
  const otherPage = await page.context().newPage()
  // Browsers treat another host name as another site.
  await otherPage.goto(`http://localhost:${attacker.port}/`)
  await expect(otherPage).toHaveTitle('done', { timeout: 20_000 })
  const read = await otherPage.evaluate(() => Reflect.get(window, 'read') as string[])
  expect(read.join('')).toBe('')
  const framed = otherPage.frames().find((frame) => frame.url().includes('/clusters'))
  expect((await framed?.content().catch(() => '')) ?? '').not.toContain('Gantry')
  expect(await auditEntries(page)).toEqual(before)
  // The hostile page did not end the session either.
  const headers = await secretHeader(page)
  expect((await page.request.get('/api/session', { headers })).status()).toBe(200)
  await otherPage.close()
  attacker.close()
})

test('refuses a host name that DNS rebinding points at the console', async ({ server }) => {
  const { port } = new URL(server.url)
  const executablePath = process.env.GANTRY_CHROMIUM
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--host-resolver-rules=MAP evil.example 127.0.0.1'],
  })
  const page = await browser.newPage()
  const answer = await page.goto(`http://evil.example:${port}/api/session`)
  expect(answer?.status()).toBe(421)
  const written = await page.evaluate(
    async (body) => {
      const headers = { 'Content-Type': 'application/json', 'X-Gantry': '1' }
      return (await fetch('/api/session', { method: 'POST', headers, body })).status
    },
    JSON.stringify({ user: 'admin', password: adminPassword }),
  )
  expect(written).toBe(421)
  await browser.close()
})

test('shows markup in names and descriptions as text on every page', async ({
  server,
  signedIn: page,
}) => {
  const script = `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>{{7*7}}javascript:window.pwned=1`
  const call = async (action: string, params: object) => {
    const answer = await page.request.post(`/api/call/${action}`, {
      headers: { 'X-Gantry': '1', Origin: server.url, ...(await secretHeader(page)) },
      data: { account: 'embedded', region: 'gz', params },
    })
    return { status: answer.status(), body: z.parse(anyBody, await answer.json()) }
  }
  const { body } = await call('DescribeCluster', { status: 'Running' })
  const clusterId = dataOf('DescribeCluster', body.data).clusters[0]?.clusterId ?? ''
  const hostileService = { clusterId, namespace: 'default', serviceName: 'hostile' }
  const creation = await call('CreateClusterService', {
    ...hostileService,
    serviceDesc: script,
    replicas: 1,
    accessType: 'ClusterIP',
    containers: [
      {
        containerName: 'web',
        image: 'ccr.ccs.tencentyun.com/shop/web:pull-fail',
        command: script,
        envs: [{ name: 'NOTE', value: script }],
      },
    ],
    portMappings: [{ protocol: 'TCP', containerPort: 80, lbPort: 80 }],
  })
  expect(creation.status, JSON.stringify(creation.body)).toBe(200)
  await call('ModifyServiceDescription', { ...hostileService, description: script })
  await call('ModifyClusterAttributes', { clusterId, clusterDesc: script })
  await call('CreateClusterNamespace', { clusterId, name: 'hostile', description: script })
  await call('ModifyClusterService', { ...hostileService, serviceDesc: script })
  const messages: string[] = []
  page.on('dialog', (dialog) => messages.push(dialog.message()))
  const base = `/clusters/${clusterId}`
  const service = `${base}/services/default/hostile`
  for (const path of [
    '/clusters',
    base,
    `${base}/namespaces`,
    `${base}/services`,
    service,
    `${service}/instances`,
    `${service}/events`,
    '/audit?object=hostile',
    `/services?q=${encodeURIComponent(script)}`,
    `/audit?user=${encodeURIComponent(script)}`,
    `/login?lang=${encodeURIComponent(script)}`,
    `/nowhere/${encodeURIComponent(script)}`,
  ]) {
    await page.goto(path)
    await page.getByRole('heading').first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate(() => Reflect.get(window, 'pwned')), path).toBeUndefined()
  }
  await page.goto('/audit?object=hostile&outcome=ok&action=CreateClusterService')
  await page.getByRole('table').getByRole('link').last().click()
  await expect(page.locator('pre')).toContainText('onerror=')
  expect(await page.evaluate(() => Reflect.get(window, 'pwned'))).toBeUndefined()
  expect(messages).toEqual([])
})

test('the session cookie, read by a server on another port of the host, grants no access', async ({
  server,
  signedIn: page,
}) => {
  let cookies: string | undefined
  const thief = http.createServer((incoming, out) => {
    cookies = incoming.headers.cookie
    out.end('<title>stolen</title>')
  })
  thief.listen(0, '127.0.0.1')
  await once(thief, 'listening')
  const address = thief.address()
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  const otherPage = await page.context().newPage()
  await otherPage.goto(`http://127.0.0.1:${address.port}/`)
  // A reload of a page of the same host counts as same-site, so the browser sends the strict
  // cookie.
  await otherPage.reload()
  await expect.poll(() => cookies).toMatch(/^gantry-\w+=/)
  expect(await otherPage.evaluate(() => localStorage.length)).toBe(0)
  const stolen = await fetch(`${server.url}/api/session`, { headers: { Cookie: cookies ?? '' } })
  expect(stolen.status).toBe(401)
  await otherPage.close()
  thief.close()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('replaces a planted session cookie at sign-in and hides the new one from scripts', async ({
  server,
  page,
}) => {
  const planted = 'a'.repeat(64)
  await page.request.post('/api/session', {
    headers: { 'X-Gantry': '1', Origin: server.url },
    data: { user: 'admin', password: adminPassword },
  })
  const isSession = ({ name }: { name: string }) => /^gantry-[0-9a-f]{8}$/.test(name)
  const name = (await page.context().cookies()).find(isSession)?.name ?? ''
  await page.context().clearCookies()
  await page.context().addCookies([{ name, value: planted, url: server.url }])
  await page.goto('/login')
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/overview/)
  const cookie = (await page.context().cookies()).find(isSession)
  expect(cookie?.value).not.toBe(planted)
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
  expect(await page.evaluate(() => document.cookie)).toBe('')
  const browserStorage = await page.evaluate(() =>
    JSON.stringify({ ...localStorage, ...sessionStorage }),
  )
  expect(browserStorage).not.toContain(cookie?.value)
  const asPlanted = await page.request.fetch(`${server.url}/api/session`, {
    headers: { Cookie: `${name}=${planted}` },
  })
  expect(asPlanted.status()).toBe(401)
})
