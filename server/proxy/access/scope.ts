import type { Action } from '../../../src/contract/action'
import { type ScopeKind, scopeKinds } from '../../../src/contract/console/declare/values'
import type { NamedBy, PlaceKind } from '../../../src/contract/facts'
import { regionOf, regions } from '../../../src/contract/rules/regions'
import { type Fields, isFields } from '../http/body'
import { Problem } from '../http/problem'
import type { Scope } from '../ports'
import type { Outgoing } from '../upstream/signedRequest'
import { isUndeclaredList } from './undeclaredList'

export const isLimited = (scope: Scope, kind: ScopeKind): boolean => (scope[kind]?.length ?? 0) > 0

/** Whether somebody reaches a thing of a kind. */
export const isInScope = (scope: Scope, kind: ScopeKind, name: string): boolean =>
  !isLimited(scope, kind) || (scope[kind] ?? []).includes(name)

/** Whether nothing is limited. */
export const isWhole = (scope: Scope): boolean => !scopeKinds.some((kind) => isLimited(scope, kind))

/** A region by either spelling, or by the number that triggers name it by. */
const regionNamed = (name: string) =>
  regionOf(name) ?? regions.find(({ id }) => String(id) === name)

/** Regions have two spellings and a number; each is as good as the others. */
export const isRegionInScope = (scope: Scope, region: string): boolean =>
  isInScope(scope, 'regions', region) ||
  (scope.regions ?? []).some((one) => {
    const wanted = regionNamed(region)
    return wanted !== undefined && regionOf(one) === wanted
  })

/** Whether whoever has the outer scope has all of the inner one. */
export const isWithin = (inner: Scope, outer: Scope): boolean =>
  scopeKinds.every((kind) => {
    if (!isLimited(outer, kind)) return true
    const names = inner[kind] ?? []
    const has = (name: string) =>
      kind === 'regions' ? isRegionInScope(outer, name) : isInScope(outer, kind, name)
    return names.length > 0 && names.every(has)
  })

/** A scope without its empty scopeKinds, which limit nothing. */
export const withoutEmpty = (scope: Scope): Scope =>
  Object.fromEntries(Object.entries(scope).filter(([, names]) => (names?.length ?? 0) > 0))

const texts = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(texts)
  return typeof value === 'string' ? [value] : []
}

const named = (params: Fields, by: NamedBy | undefined): string[] => {
  if (by === undefined) return []
  if (typeof by === 'string') return texts([params[by]])
  if ('dimensions' in by) {
    const all = Array.isArray(params.dimensions) ? params.dimensions : []
    return all
      .filter((one) => isFields(one) && by.dimensions.includes(String(one.name)))
      .flatMap((one) => texts(one.value))
  }
  const { param, allIf } = by
  if (allIf && params[allIf.param] === allIf.value) return []
  return texts([params[param] ?? by.default])
}

/** Names of one kind that a call is about; none where it is about no such resource, or about all of them. */
const namesOf = ({ scope }: Action, kind: PlaceKind, params: Fields): string[] =>
  scope === 'account' ? [] : named(params, scope[kind])

/** Regions that a call is about beside the one that it is sent to; triggers name theirs by number. */
const regionsOf = ({ scope }: Action, params: Fields): string[] => {
  const by = scope === 'account' ? undefined : scope.regions
  if (typeof by !== 'string' || params[by] === undefined) return []
  return [String(params[by])]
}

export const beyond = (user: string, what: string, allowed: readonly string[]) =>
  new Problem(
    403,
    'OutOfScope',
    `${what} is outside the scope of ${user} (${allowed.join(', ')}). An administrator can extend it.`,
  )

/** A thing by its whole name. */
interface Place {
  account: string
  region: string
  clusterId: string
  namespace: string
}

const namesIn = ({ account, region, clusterId, namespace }: Place): [ScopeKind, string][] => [
  ['accounts', account],
  ['regions', region],
  ['clusters', clusterId],
  ['namespaces', namespace],
]

/** Whether somebody reaches a thing; names that are empty are not asked for. */
export const isPlaceInScope = (scope: Scope, place: Place): boolean =>
  namesIn(place).every(([kind, name]) =>
    kind === 'regions' ? isRegionInScope(scope, name) : name === '' || isInScope(scope, kind, name),
  )

/** 403 where somebody does not reach a thing. */
export function requirePlace({ user, scope }: { user: string; scope: Scope }, place: Place): void {
  if (isPlaceInScope(scope, place)) return
  throw beyond(user, Object.values(place).join('/'), Object.values(scope).flat())
}

/** Whether no parameter says which clusters a call changes. */
const isUnbounded = ({ mutates, effects }: Action, names: readonly string[]) =>
  mutates && (names.length === 0 || effects?.kind === 'push')

/**
 * 403 where a call goes beyond the user's scope. A write must name what it changes, and a read that lists
 * resources must declare whose they are.
 */
export function requireScope(
  { user, scope }: { user: string; scope: Scope },
  { action, account, region }: Pick<Outgoing, 'action' | 'account' | 'region'>,
  params: Fields,
): void {
  if (isWhole(scope)) return
  if (!isInScope(scope, 'accounts', account.name)) {
    throw beyond(user, `the account ${account.name}`, scope.accounts ?? [])
  }
  for (const one of [region, ...regionsOf(action, params)]) {
    if (isRegionInScope(scope, one)) continue
    throw beyond(user, `the region ${regionNamed(one)?.short ?? one}`, scope.regions ?? [])
  }
  if (isUndeclaredList(action)) {
    const what = `what ${action.name} lists, which does not declare whose it is`
    throw beyond(user, what, Object.values(scope).flat())
  }
  for (const kind of ['clusters', 'namespaces'] as const) {
    if (!isLimited(scope, kind)) continue
    const allowed = scope[kind] ?? []
    const what = kind.slice(0, -1)
    const names = namesOf(action, kind, params)
    const other = names.find((name) => !isInScope(scope, kind, name))
    if (other !== undefined) throw beyond(user, `the ${what} ${other}`, allowed)
    if (isUnbounded(action, names)) {
      throw beyond(user, `what ${action.name} changes, which is of no one ${what}`, allowed)
    }
  }
}
