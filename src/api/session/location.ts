import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { readStored, writeStored } from '../../browser/storage'
import type { Target } from '../client/call'
import { type Account, useSession } from './session'

const key = 'gantry-scope'

/**
 * The URL's location, completed with defaults; `isKnown` is false if it is outside the user's
 * scope.
 */
export interface CloudLocation extends Target {
  isKnown: boolean
}

type KnownAccount = Pick<Account, 'name' | 'regions'>

const has = (accounts: readonly KnownAccount[], { account, region }: Target) =>
  accounts.some((candidate) => candidate.name === account && candidate.regions.includes(region))

/**
 * Returns account and region of a URL. Absent ones come from `last`, then from the first account in
 * the user's scope. Values in the URL are never replaced: a link to another account must not show a
 * resource of the same name in this account.
 */
export function locationOf(
  search: URLSearchParams,
  accounts: readonly KnownAccount[],
  last: Partial<Target>,
): CloudLocation {
  const requestedAccount = search.get('account')
  const account =
    accounts.find((candidate) => candidate.name === requestedAccount) ??
    accounts.find((candidate) => requestedAccount === null && candidate.name === last.account) ??
    (requestedAccount === null ? accounts[0] : undefined)
  const wished = search.get('region') ?? (account?.name === last.account ? last.region : undefined)
  const isOffered = account?.regions.includes(wished ?? '') ?? false
  const region =
    search.get('region') ?? (isOffered ? wished : undefined) ?? account?.regions[0] ?? ''
  const target = { account: account?.name ?? requestedAccount ?? '', region }
  return { ...target, isKnown: has(accounts, target) }
}

/** Adds account and region to a URL's query; keeps other parameters and the hash. */
export function withLocation(to: string, { account, region }: Target): string {
  const [rest = '', hash] = to.split('#')
  const [path = '', query] = rest.split('?')
  const search = new URLSearchParams(query)
  search.set('account', account)
  search.set('region', region)
  return `${path}?${search}${hash === undefined ? '' : `#${hash}`}`
}

function lastLocation(): Partial<Target> {
  const [account, region] = readStored(key)?.split('\n') ?? []
  return { ...(account !== undefined && { account }), ...(region !== undefined && { region }) }
}

/** Stores the location for URLs that have none. */
export function rememberLocation({ account, region }: Target): void {
  writeStored(key, `${account}\n${region}`)
}

/** Returns account and region of the page, which come from the URL and are added to every link. */
export function useCloudLocation(): CloudLocation {
  const [search] = useSearchParams()
  const { session } = useSession()
  const accounts = session?.accounts
  return useMemo(() => locationOf(search, accounts ?? [], lastLocation()), [search, accounts])
}

/** Returns a function that adds the page's account and region to a path. */
export function useLocationHref(): (to: string) => string {
  const { account, region } = useCloudLocation()
  return useCallback((to: string) => withLocation(to, { account, region }), [account, region])
}
