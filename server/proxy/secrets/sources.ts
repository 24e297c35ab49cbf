import { actions } from '../../../src/contract/index'
import { isDraft, parseMask, type ServiceSource } from '../../../src/contract/secrets/mask'
import type { Principal } from '../access/principal'
import { requireResourceInScope } from '../access/scope'
import { Problem } from '../http/problem'
import type { ProxyPorts } from '../ports'
import type { EndpointResponse } from '../upstream/answer'
import type { OutgoingCall } from '../upstream/signedRequest'
import type { MaskedSecret, Masks } from './masks'

export type Send = (call: OutgoingCall) => Promise<Pick<EndpointResponse, 'data'>>

/**
 * Maximum number of revisions that are searched per service, and maximum length of their
 * parameters.
 */
const maxRevisions = 2000
const maxLength = 64 * 1024

/**
 * Finds the values of masks. Searches recently issued masks, then the service in the API, then its
 * revisions; for the mask of a draft, the user's own draft instead of a service. A user with a limited scope can't use
 * the mask of a service outside the scope.
 */
export function createSecretLookup({ accounts, store }: ProxyPorts, masks: Masks) {
  async function current(source: ServiceSource, send: Send): Promise<unknown> {
    const { account: name, region, ...params } = source
    const account = accounts.find((candidate) => candidate.name === name)
    if (!account?.regions.includes(region)) return undefined
    const action = actions.DescribeClusterServiceInfo
    try {
      return (await send({ action, account, region, params })).data
    } catch (error) {
      // Revisions outlive a deleted service.
      if (error instanceof Problem) return undefined
      throw error
    }
  }

  async function ofService(source: ServiceSource, mask: string, send: Send) {
    const currentSecret =
      (await masks.issued({ source }, mask)) ??
      (await masks.byMask({ source }, await current(source, send))).get(mask)
    if (currentSecret) return currentSecret
    const rows = await store.revisions.list(source, maxRevisions, maxLength)
    const sentParams: unknown[] = rows.map(({ params }) =>
      params === '' ? {} : JSON.parse(params),
    )
    return (await masks.byMask({ source }, sentParams)).get(mask)
  }

  async function ofDraft(user: string, draft: string, mask: string) {
    const origin = { source: { draft }, user }
    const issuedSecret = await masks.issued(origin, mask)
    if (issuedSecret) return issuedSecret
    const stored = await store.drafts.find(user, draft)
    const values: unknown = stored && JSON.parse(stored.json)
    return (await masks.byMask(origin, values)).get(mask)
  }

  /** Returns the secret of a mask; undefined if the secret is no longer stored anywhere. */
  return async (
    principal: Principal,
    mask: string,
    send: Send,
  ): Promise<MaskedSecret | undefined> => {
    const source = parseMask(mask)?.source
    if (!source) return undefined
    if (isDraft(source)) return ofDraft(principal.user, source.draft, mask)
    requireResourceInScope(principal, source)
    return ofService(source, mask, send)
  }
}

export type SecretLookup = ReturnType<typeof createSecretLookup>
