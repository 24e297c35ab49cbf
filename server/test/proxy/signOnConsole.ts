import { afterAll, beforeAll } from 'vitest'
import type { OidcConfig } from '../../node/oidc/config'
import { createOidc } from '../../node/oidc/provider'
import { client, signInAt, startProvider } from './identityProvider'
import { origin, type TestProxy, testProxy } from './proxy'

/** Groups of the provider's users. */
const groups: Record<string, string[] | string> = {
  ada: ['everybody', 'cloud-admins'],
  bob: ['cloud-operators'],
  eve: ['guests'],
  zoe: 'cloud-operators',
  yan: 'guests, cloud-operators',
  local: ['cloud-admins'],
  'Ada+Ops@example.com 张三': ['cloud-admins'],
  '..': ['cloud-admins'],
}

/** A console with a real identity provider, for the tests of a file. */
export function signOnConsole() {
  let provider: Awaited<ReturnType<typeof startProvider>>
  let proxy: TestProxy

  beforeAll(async () => {
    provider = await startProvider(groups)
    proxy = await testProxy({ singleSignOn: createSignOn() })
    await proxy.signInAs('viewer', 'local')
  })
  afterAll(async () => {
    await proxy.close()
    provider.close()
  })

  const issuerOf = ({ issuer }: typeof provider) => issuer.href.slice(0, -1)

  /** The console's configuration of the provider. */
  const createSignOn = (overrides: Partial<OidcConfig> = {}) =>
    createOidc({
      issuer: provider.issuer,
      ...client,
      scope: 'openid profile groups',
      userClaim: 'preferred_username',
      rolesClaim: 'groups',
      newUserScope: {},
      revalidateAfter: 0,
      roles: { admin: ['cloud-admins'], operator: ['cloud-operators'], viewer: [] },
      ...overrides,
    })

  async function begin(at = proxy) {
    const started = await at.send('/api/sso')
    const cookie = (started.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
    return { cookie, headers: started.headers, status: started.status }
  }

  /** Signs in through the provider, with the cookie and the callback URL altered by `changed`. */
  async function signIn(
    user: string,
    changed: (received: { cookie: string; path: string }) => object = () => ({}),
    at = proxy,
  ) {
    const started = await begin(at)
    const callback = await signInAt(started.headers.get('Location') ?? '', user)
    const defaults = { cookie: started.cookie, path: callback.slice(origin.length) }
    const { cookie, path } = { ...defaults, ...changed(defaults) }
    return at.send(path, { headers: { Cookie: `theme=dark; ${cookie}; last=x` } })
  }

  const sessionOf = async (answer: { headers: Headers }, at = proxy) => {
    const cookies = answer.headers.getSetCookie().map((value) => value.split(';')[0] ?? '')
    const Cookie = cookies.find((cookie) => cookie.startsWith('gantry-test=')) ?? ''
    return { Cookie, view: (await at.send('/api/session', { headers: { Cookie } })).body.data }
  }

  return {
    get proxy() {
      return proxy
    },
    get provider() {
      return provider
    },
    groups,
    issuerOf,
    createSignOn,
    begin,
    signIn,
    sessionOf,
  }
}
