import type { Action } from '../../../src/contract/action'
import { type ScopeKind, scopeKinds } from '../../../src/contract/console/declare/values'
import type { Effect, NamedBy, PlaceKind } from '../../../src/contract/facts'
import { type Fields, isFields } from '../../../src/contract/fields'
import { regionOf, regions } from '../../../src/contract/rules/regions'
import { type Field, Problem } from '../http/problem'
import type { Account, Scope } from '../ports'
import type { OutgoingCall } from '../upstream/signedRequest'
import { isUndeclaredList } from './lists/undeclaredList'

/** Whether a scope limits this kind of resource; an empty list permits none. */
export const isLimited = (scope: Scope, kind: ScopeKind): boolean => scope[kind] !== undefined

/** Whether a scope includes a name of this kind. */
export const isInScope = (scope: Scope, kind: ScopeKind, name: string): boolean =>
  !isLimited(scope, kind) || (scope[kind] ?? []).includes(name)

/** Whether a scope is unlimited. */
export const isUnlimited = (scope: Scope): boolean =>
  !scopeKinds.some((kind) => isLimited(scope, kind))

/** The scope of new users until an administrator grants one. */
export const noScope: Scope = { accounts: [] }

export const isEmptyScope = (scope: Scope): boolean =>
  scopeKinds.some((kind) => scope[kind]?.length === 0)

/** Finds a region by its name in either spelling, or by its number, which triggers use. */
const regionNamed = (name: string) =>
  regionOf(name) ?? regions.find(({ id }) => String(id) === name)

/** Returns a region in the account's spelling, given either spelling or the number. */
export const regionIn = ({ regions: own }: Pick<Account, 'regions'>, name: string) => {
  const knownRegion = regionNamed(name)
  return own.find((value) => value === name || (knownRegion && regionOf(value) === knownRegion))
}

/** Whether a scope includes a region, given in either spelling or by number. */
export const isRegionInScope = (scope: Scope, region: string): boolean =>
  isInScope(scope, 'regions', region) ||
  (scope.regions ?? []).some((candidate) => {
    const knownRegion = regionNamed(region)
    return knownRegion !== undefined && regionOf(candidate) === knownRegion
  })

/** Whether the inner scope is contained in the outer one. */
export const isWithin = (inner: Scope, outer: Scope): boolean =>
  scopeKinds.every((kind) => {
    if (!isLimited(outer, kind)) return true
    const names = inner[kind]
    const has = (name: string) =>
      kind === 'regions' ? isRegionInScope(outer, name) : isInScope(outer, kind, name)
    return names?.every(has) ?? false
  })

const stringsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(stringsIn)
  return typeof value === 'string' ? [value] : []
}

const readNames = (params: Fields, by: NamedBy | undefined): string[] => {
  if (by === undefined) return []
  if (typeof by === 'string') return stringsIn([params[by]])
  if ('dimensions' in by) {
    const dimensions = Array.isArray(params.dimensions) ? params.dimensions : []
    return dimensions
      .filter((dimension) => isFields(dimension) && by.dimensions.includes(String(dimension.name)))
      .flatMap((dimension) => stringsIn(dimension.value))
  }
  const { param, allIf } = by
  if (allIf && params[allIf.param] === allIf.value) return []
  return stringsIn([params[param] ?? by.default])
}

/** Names of one kind that a call addresses; empty if it addresses none or all. */
const namesOf = ({ scope }: Action, kind: PlaceKind, params: Fields): string[] =>
  scope === 'account' ? [] : readNames(params, scope[kind])

/**
 * Regions that a call affects besides the region it is sent to. Triggers identify their region by
 * number.
 */
const regionsOf = ({ scope }: Action, params: Fields): string[] => {
  const regionParam = scope === 'account' ? undefined : scope.regions
  if (typeof regionParam !== 'string' || params[regionParam] === undefined) return []
  return [String(params[regionParam])]
}

export const outOfScope = (
  user: string,
  what: string,
  allowed: readonly string[],
  fields: readonly Field[] = [],
) =>
  new Problem(
    403,
    'OutOfScope',
    `The scope of ${user} does not include ${what}, only ${allowed.join(', ') || 'nothing'}. An administrator can extend it.`,
    { fields },
  )

/** A user and the scope to check. */
export type Scoped = Readonly<{ user: string; scope: Scope }>

const allowedNamesFault = (path: string, allowed: readonly string[]): Field[] => {
  if (allowed.length === 0) return []
  const values = allowed.join(', ')
  return [{ path, rule: 'oneOf', values: { values }, message: `must be one of ${values}` }]
}

/**
 * Throws 403 for an account outside the user's scope, whether or not it exists, so that the refusal
 * does not disclose which accounts exist.
 */
export function requireAccountInScope({ user, scope }: Scoped, account: string): void {
  if (isInScope(scope, 'accounts', account)) return
  const allowed = scope.accounts ?? []
  throw outOfScope(user, `the account ${account}`, allowed, allowedNamesFault('account', allowed))
}

/** Throws 403 for an account or a region outside the user's scope, whether or not they exist. */
export function requireLocationInScope(
  by: Scoped,
  { account, region }: { account: string; region: string },
): void {
  requireAccountInScope(by, account)
  if (isRegionInScope(by.scope, region)) return
  const allowed = by.scope.regions ?? []
  const name = regionNamed(region)?.short ?? region
  throw outOfScope(by.user, `the region ${name}`, allowed, allowedNamesFault('region', allowed))
}

/** A resource with its account, region, cluster and namespace. */
interface ScopedResource {
  account: string
  region: string
  clusterId: string
  namespace: string
}

const namesIn = ({
  account,
  region,
  clusterId,
  namespace,
}: ScopedResource): [ScopeKind, string][] => [
  ['accounts', account],
  ['regions', region],
  ['clusters', clusterId],
  ['namespaces', namespace],
]

/** Whether a resource is within a scope; empty names are not checked. */
export const isResourceInScope = (scope: Scope, place: ScopedResource): boolean =>
  namesIn(place).every(([kind, name]) =>
    kind === 'regions' ? isRegionInScope(scope, name) : name === '' || isInScope(scope, kind, name),
  )

/** Throws 403 for a resource outside the user's scope. */
export function requireResourceInScope({ user, scope }: Scoped, place: ScopedResource): void {
  if (isResourceInScope(scope, place)) return
  throw outOfScope(user, Object.values(place).join('/'), Object.values(scope).flat())
}

/**
 * Whether a user may deploy privileged containers and mount directories of the node: both control
 * the node, and with it every namespace.
 */
export const mayUseHost = (scope: Scope, { allowHostAccess }: Pick<Account, 'allowHostAccess'>) =>
  allowHostAccess === true || !(isLimited(scope, 'clusters') || isLimited(scope, 'namespaces'))

/**
 * Effects that users limited to clusters or namespaces cannot have, because they reach the whole
 * account.
 */
const outsideClusters: readonly Effect['kind'][] = ['images', 'machines', 'account']

/** Whether a write changes more than the clusters or namespaces that its parameters name. */
const isUnbounded = ({ mutates, effects = [] }: Action, names: readonly string[]) =>
  mutates && (names.length === 0 || effects.some(({ kind }) => outsideClusters.includes(kind)))

/** Throws 403 for a write whose effects are not declared, or reach a region outside the scope. */
function requireDeclaredEffects(
  { user, scope }: Scoped,
  { action, account }: Pick<OutgoingCall, 'action' | 'account'>,
): void {
  const { name, mutates, effects } = action
  if (!mutates) return
  if (!effects) {
    const refusedTarget = `what ${name} changes, which the contract does not declare`
    throw outOfScope(user, refusedTarget, Object.values(scope).flat())
  }
  if (!effects.some(({ kind }) => kind === 'account')) return
  if (account.regions.every((region) => isRegionInScope(scope, region))) return
  throw outOfScope(user, `what ${name} changes, which is in every region`, scope.regions ?? [])
}

/**
 * Throws 403 for a call outside the user's scope. A write must name its targets, and a read that
 * lists resources must declare how its rows are scoped.
 */
export function requireScope(
  { user, scope }: Scoped,
  { action, account, region }: Pick<OutgoingCall, 'action' | 'account' | 'region'>,
  params: Fields,
): void {
  if (isUnlimited(scope)) return
  requireLocationInScope({ user, scope }, { account: account.name, region })
  for (const targetRegion of regionsOf(action, params)) {
    if (isRegionInScope(scope, targetRegion)) continue
    throw outOfScope(
      user,
      `the region ${regionNamed(targetRegion)?.short ?? targetRegion}`,
      scope.regions ?? [],
    )
  }
  requireDeclaredEffects({ user, scope }, { action, account })
  if (isUndeclaredList(action)) {
    const refusedTarget = `what ${action.name} lists, which does not declare whose it is`
    throw outOfScope(user, refusedTarget, Object.values(scope).flat())
  }
  for (const kind of ['clusters', 'namespaces'] as const) {
    if (!isLimited(scope, kind)) continue
    const allowed = scope[kind] ?? []
    const singularKind = kind.slice(0, -1)
    const names = namesOf(action, kind, params)
    const nameOutsideScope = names.find((name) => !isInScope(scope, kind, name))
    if (nameOutsideScope !== undefined)
      throw outOfScope(user, `the ${singularKind} ${nameOutsideScope}`, allowed)
    if (isUnbounded(action, names)) {
      throw outOfScope(
        user,
        `what ${action.name} changes, which is of no one ${singularKind}`,
        allowed,
      )
    }
  }
}
