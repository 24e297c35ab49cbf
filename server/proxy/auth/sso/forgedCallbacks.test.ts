import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { providedUser } from '../../../test/proxy/identityProvider'
import { type TestProxy, testProxy } from '../../../test/proxy/proxy'
import { Problem } from '../../http/problem'

let proxy: TestProxy
/** Whether the provider confirms the code of the callback. */
let isGenuine = true

const singleSignOn = {
  begin: async () => ({ url: 'https://id.example/', secret: 's' }),
  end: async () => {
    if (isGenuine) return providedUser('ada', 'viewer')
    throw new Problem(502, 'SingleSignOnFailed', 'the code is unknown')
  },
  signOutUrl: async () => undefined,
}

beforeEach(async () => {
  isGenuine = true
  proxy = await testProxy({ singleSignOn })
})
afterEach(() => proxy.close())

/** Sends a callback with the cookie and the state of a started sign-in. */
const callback = (device = '', address = '192.0.2.1') =>
  proxy.send(
    '/api/sso/callback?code=1',
    { headers: { Cookie: `gantry-sso=s; ${device}` } },
    { address, tls: false },
  )

const deviceOf = ({ headers }: { headers: Headers }) =>
  headers
    .getSetCookie()
    .find((value) => value.startsWith('gantry-device-test='))
    ?.split(';')[0] ?? ''

async function forge(times: number, device = '') {
  isGenuine = false
  for (let count = 0; count < times; count += 1) await callback(device)
  isGenuine = true
}

describe('forged callbacks from an address', () => {
  it('do not delay a browser there in which a user has signed in before', async () => {
    const device = deviceOf(await callback())
    await forge(40)
    expect((await callback()).status).toBe(429)
    expect((await callback(device)).status).toBe(303)
    expect((await callback(device)).status).toBe(303)
  })

  it('with an invented device cookie count toward the address', async () => {
    await forge(40, `gantry-device-test=${'0'.repeat(32)}`)
    expect((await callback(`gantry-device-test=${'0'.repeat(32)}`)).status).toBe(429)
  })

  it('of a known browser delay that browser only', async () => {
    const device = deviceOf(await callback())
    await forge(5, device)
    isGenuine = false
    // Once the browser's own counter is full, its callbacks count toward the address.
    for (let count = 0; count < 20; count += 1) await callback(device)
    expect((await callback(device)).status).toBe(429)
    isGenuine = true
    expect((await callback('', '198.51.100.7')).status).toBe(303)
  })
})

it('a browser is known after its first single sign-on, even on a redirect from another site', async () => {
  const cookies = (await callback()).headers.getSetCookie()
  expect(cookies).toContainEqual(
    expect.stringMatching(/^gantry-device-test=[0-9a-f]{32}; .*SameSite=Lax/),
  )
})
