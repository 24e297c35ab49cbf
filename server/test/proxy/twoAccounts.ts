import { accountAt } from './proxy'
import { temporaryProxy, temporaryUpstream } from './temporary'

/**
 * A proxy whose accounts `prod` and `staging` have the same upstream, with an administrator and an
 * operator who are signed in. Closed when the current test ends.
 */
export async function openTwoAccounts() {
  const upstream = await temporaryUpstream()
  const staging = accountAt(upstream.url, { name: 'staging' })
  const proxy = await temporaryProxy({ accounts: [accountAt(upstream.url), staging] })
  const admin = await proxy.signInAs('admin')
  const operator = await proxy.signInAs('operator')
  return {
    upstream,
    proxy,
    admin,
    operator,
    patch: (path: string, body: object, who = admin) => proxy.write('PATCH', path, body, who),
    session: (cookie: string) => proxy.send('/api/session', { headers: { Cookie: cookie } }),
  }
}

export type TwoAccounts = Awaited<ReturnType<typeof openTwoAccounts>>
