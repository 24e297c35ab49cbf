import type { Action } from '../../../src/contract/action'
import { apiPath } from '../../wire/sign'
import { Problem } from '../http/problem'
import type { Account } from '../ports'

/** Cached per account object, whose endpoints never change. */
const cache = new WeakMap<Account, Map<string, URL>>()

/**
 * Returns the URL for an action's calls: the endpoint that the account configures for the action's
 * module, completed with the API's path if it has none; otherwise the vendor's public host.
 */
export function endpointOf({ name, host }: Action, account: Account): URL {
  const cached = cache.get(account)?.get(host)
  if (cached) return cached
  const { endpoints } = account
  const configured = endpoints ? endpoints[host] : `https://${host}.api.qcloud.com${apiPath}`
  if (configured === undefined) {
    throw new Problem(
      501,
      'NoEndpoint',
      `Account ${account.name} has no endpoint for ${host}, which ${name} requires. Add "${host}" to its endpoints in the file that GANTRY_ACCOUNTS names.`,
    )
  }
  const url = new URL(configured)
  if (url.pathname === '/') url.pathname = apiPath
  const urlsByHost = cache.get(account) ?? new Map<string, URL>()
  cache.set(account, urlsByHost.set(host, url))
  return url
}
