import http from 'node:http'
import os from 'node:os'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { closeAll, folder, password, scriptOf, startAndOpen } from '../../test/proxy/startedConsole'

afterEach(async () => {
  vi.useRealTimers()
  await closeAll()
})

describe('a proxy in front', () => {
  const message = { 'X-Forwarded-For': '6.6.6.6, 198.51.100.7', 'X-Forwarded-Proto': 'https' }

  it.each([
    [
      'sets the address of the client if it is trusted',
      { GANTRY_TRUSTED_PROXIES: '127.0.0.1' },
      '198.51.100.7',
    ],
    ['is itself the client without trusted proxies', {}, '127.0.0.1'],
    [
      'is itself the client if only another proxy is trusted',
      { GANTRY_TRUSTED_PROXIES: '192.0.2.7' },
      '127.0.0.1',
    ],
  ])('%s', async (_what, env, address) => {
    const { url, store } = await startAndOpen(folder(), env)
    await scriptOf(url, message)
    const [row] = await store.audit.list({ limit: 1, action: 'SignIn' })
    expect(row).toMatchObject({ address, outcome: 'ok' })
    const answer = await fetch(`${url}/healthz`, { headers: message })
    const isTls = address !== '127.0.0.1'
    expect(answer.headers.has('Strict-Transport-Security')).toBe(isTls)
  })

  const [networkInterface] = Object.values(os.networkInterfaces())
    .flatMap((some = []) => some)
    .filter(({ family, internal }) => family === 'IPv4' && !internal)

  const skipReason = networkInterface
    ? ''
    : ' (to enable: give this machine an address beside 127.0.0.1)'

  it.skipIf(!networkInterface)(
    `is the only peer answered over plain HTTP from the network${skipReason}`,
    async () => {
      const openHost = { GANTRY_HOST: '0.0.0.0' }
      const at = (url: string) => url.replace('0.0.0.0', networkInterface?.address ?? '')
      const closed = await startAndOpen(folder(), {
        ...openHost,
        GANTRY_TRUSTED_PROXIES: '192.0.2.7',
      })
      const refused = await fetch(`${at(closed.url)}/healthz`)
      expect(refused.status).toBe(403)
      expect(await refused.text()).toMatch(/through the console's proxy/)
      expect((await fetch(`${closed.url.replace('0.0.0.0', '127.0.0.1')}/healthz`)).status).toBe(
        200,
      )
      const trusting = await startAndOpen(folder(), {
        ...openHost,
        GANTRY_TRUSTED_PROXIES: networkInterface?.address ?? '',
      })
      expect((await fetch(`${at(trusting.url)}/healthz`)).status).toBe(200)
      const theirs = await startAndOpen(folder(), { ...openHost, GANTRY_ALLOW_PLAIN_HTTP: '1' })
      expect((await fetch(`${at(theirs.url)}/healthz`)).status).toBe(200)
    },
  )
})

it('sets Secure cookies at a public https:// address, and plain ones at the local address', async () => {
  const { running } = await startAndOpen(folder(), { GANTRY_PUBLIC_URL: 'https://gantry.example' })
  const facts = Object.fromEntries(running.facts)
  expect(facts.Console).toBe('https://gantry.example')
  expect(facts.Warning).toMatch(/GANTRY_TRUSTED_PROXIES is not set/)
  const ownUrl = new URL(facts.Address ?? '')
  const cookieFor = (host: string) =>
    new Promise<string>((resolve, reject) => {
      const headers = {
        Host: host,
        'Content-Type': 'application/json',
        'X-Gantry': '1',
        Origin: `https://${host}`,
      }
      const request = http.request(new URL('/api/session', ownUrl), {
        method: 'POST',
        headers,
      })
      request.on('response', (answer) => resolve(String(answer.headers['set-cookie'])))
      request.on('error', reject)
      request.end(JSON.stringify({ user: 'admin', password }))
    })
  expect(await cookieFor('gantry.example')).toMatch(/^__Host-gantry-\w+=.*; Secure/)
  expect(await cookieFor(ownUrl.host)).toMatch(/^gantry-\w+=(?!.*Secure)/)
})
