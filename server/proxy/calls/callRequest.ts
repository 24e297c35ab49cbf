import type { Action } from '../../../src/contract/action'
import { callAction } from '../../../src/contract/console/calls/calls'
import { actions, isActionName } from '../../../src/contract/index'
import { validate } from '../../../src/contract/rules/faults'
import { regionOf } from '../../../src/contract/rules/regions'
import { isInScope, isRegionInScope, requireLocationInScope, type Scoped } from '../access/scope'
import { readBody } from '../http/body'
import { type Field, invalid, Problem } from '../http/problem'
import type { RouteContext } from '../http/routes'
import type { Account } from '../ports'

/** Looks up an action of the contract, which is the allow-list. */
export function actionOf(name: string): Action {
  if (isActionName(name)) return actions[name]
  throw new Problem(404, 'UnknownAction', `${name} is not an action of the API.`)
}

/** A well-formed request, not yet validated. */
export interface CallRequest {
  account: string
  region: string
  params: Record<string, unknown>
  /** The name that the user typed to confirm the call. */
  confirm?: string
}

/** Reads the body `{"account", "region", "params", "confirm"?}` of a call. */
export async function readCallRequest(context: RouteContext): Promise<CallRequest> {
  const { confirm, ...requested } = await readBody(context, callAction)
  return confirm === undefined ? requested : { ...requested, confirm }
}

const unknownName = (path: string, allowed: readonly string[]): Field => {
  const values = allowed.join(', ')
  return { path, rule: 'oneOf', values: { values }, message: `must be one of ${values}` }
}

/**
 * Resolves account and region; accepts either spelling of the region. Refuses all names outside the
 * scope with the same error, whether or not they exist; errors list only accounts and regions
 * within the scope.
 */
export function resolveLocation(
  requested: Pick<CallRequest, 'account' | 'region'>,
  accounts: readonly Account[],
  by: Scoped,
) {
  requireLocationInScope(by, requested)
  const { scope } = by
  const account = accounts.find(({ name }) => name === requested.account)
  const knownRegion = regionOf(requested.region)
  const region = account?.regions.find(
    (candidate) =>
      candidate === requested.region ||
      (knownRegion !== undefined && regionOf(candidate) === knownRegion),
  )
  if (account && region !== undefined) return { account, region }
  if (!account) {
    const accountNames = accounts.map(({ name }) => name)
    const names = accountNames.filter((name) => isInScope(scope, 'accounts', name))
    throw invalid([unknownName('account', names)], 'UnknownAccount')
  }
  const regions = account.regions.filter((candidate) => isRegionInScope(scope, candidate))
  throw invalid([unknownName('region', regions)], 'UnknownAccount')
}

/** Throws 400 with all faults if the parameters violate the contract. */
export function requireValid(action: Action, params: unknown): void {
  const faults = validate(action, params)
  if (faults.length > 0) throw invalid(faults)
}

const asString = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.values(value).map(asString).join(',')
    : `${value}`

/**
 * Returns a call's target, outermost part first, e.g. `cls-hd1jv48o/default/web`; omits absent
 * parts.
 */
export const targetOf = ({ target }: Action, params: Readonly<Record<string, unknown>>): string =>
  target
    .map((name) => params[name])
    .filter((value) => value !== undefined)
    .map(asString)
    .join('/')
