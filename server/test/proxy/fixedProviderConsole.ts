import { afterEach, beforeEach } from 'vitest'
import type { ProvidedUser } from '../../proxy/auth/sso/provider'
import type { Account, Role, Scope } from '../../proxy/ports'
import { providedUser } from './identityProvider'
import { sessionCookieOf, type TestProxy, testProxy } from './proxy'

/** A console for each test, whose identity provider returns the users that the test chooses. */
export function fixedProviderConsole() {
  let proxy: TestProxy
  /** The user in the provider's next response. */
  let provided: ProvidedUser

  const singleSignOn = {
    begin: async () => ({ url: 'https://id.example/', secret: 's' }),
    end: async () => provided,
    signOutUrl: async () => undefined,
  }

  /** Starts another console, with another default scope. */
  async function restart({
    newUserScope,
    accounts = [],
  }: {
    newUserScope?: Scope
    accounts?: readonly Account[]
  }) {
    await proxy.close()
    const provider = { ...singleSignOn, ...(newUserScope && { newUserScope }) }
    proxy = await testProxy({ accounts, singleSignOn: provider })
  }

  beforeEach(async () => {
    proxy = await testProxy({ singleSignOn: { ...singleSignOn, newUserScope: {} } })
  })
  afterEach(() => proxy.close())

  /** Signs in as a user of the provider, who has authenticated there a moment ago. */
  async function signIn(name: string, role?: Role, subject?: string) {
    return signInWith({ ...providedUser(name, role, subject), authenticatedAt: proxy.clock.now() })
  }

  async function signInWith(answered: ProvidedUser) {
    provided = answered
    const headers = { Cookie: 'gantry-sso=s' }
    const answer = await proxy.send('/api/sso/callback?code=1', { headers })
    return { answer, Cookie: sessionCookieOf(answer.headers) ?? '' }
  }

  const viewOf = async ({ Cookie }: { Cookie: string }) =>
    (await proxy.send('/api/session', { headers: { Cookie } })).body.data

  const users = async () =>
    (await proxy.store.users.list()).map(({ name, displayName }) => [name, displayName])

  const lastEntry = async () => (await proxy.store.audit.list({ limit: 1 }))[0]

  return {
    get proxy() {
      return proxy
    },
    restart,
    signIn,
    signInWith,
    viewOf,
    users,
    lastEntry,
  }
}
