import type { Action } from '../../../src/contract/action'
import { type ScopeKind, scopeKinds } from '../../../src/contract/console/declare/values'
import { type Fields, isFields } from '../../../src/contract/fields'
import { regionOf, regions } from '../../../src/contract/rules/regions'
import { shapeOf } from '../../wire/shape'
import { Problem } from '../http/problem'
import type { Scope } from '../ports'
import type { Outgoing } from '../upstream/signedRequest'

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

/** Values that a call names as dimensions of what it measures. */
const measured = (params: Fields, names: readonly string[]): string[] =>
  (Array.isArray(params.dimensions) ? params.dimensions : [])
    .filter((one) => isFields(one) && names.includes(String(one.name)))
    .flatMap((one) => texts(one.value))

const clustersIn = (params: Fields): string[] => [
  ...texts([params.clusterId, params.ClusterId, params.clusterIds]),
  ...measured(params, ['clusterId', 'docker_clusterid']),
]

/** A trigger acts in a region of its own, whatever region it is made in. */
const regionsIn = ({ clusterRegion }: Fields): string[] =>
  clusterRegion === undefined ? [] : [String(clusterRegion)]

function hasNamespace({ request }: Action): boolean {
  const shape = shapeOf(request)
  return shape.kind === 'object' && shape.fields.some(([name]) => name === 'namespace')
}

/** Namespaces of clusters, which have nothing to do with those of the registry. */
function namespacesIn(action: Action, params: Fields): string[] {
  if (action.host === 'monitor') return measured(params, ['namespace'])
  if (action.area === 'namespaces') return texts([params.names, params.name])
  const isOfCluster = action.host === 'ccs' || 'clusterId' in params
  if (!isOfCluster || params.allnamespace === 1) return []
  // Where none is named, the API takes the default one; nodes are of no namespace.
  const otherwise = action.area === 'clusters' || !hasNamespace(action) ? undefined : 'default'
  return texts([params.namespace ?? otherwise])
}

export const beyond = (user: string, what: string, allowed: readonly string[]) =>
  new Problem(
    403,
    'OutOfScope',
    `${user} does not reach ${what}, only ${allowed.join(', ')}. An administrator can change that.`,
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

/** 403 where a call goes beyond what the person reaches; a write has to say what it is about. */
export function requireScope(
  { user, scope }: { user: string; scope: Scope },
  { action, account, region }: Pick<Outgoing, 'action' | 'account' | 'region'>,
  params: Fields,
): void {
  if (!isInScope(scope, 'accounts', account.name)) {
    throw beyond(user, `the account ${account.name}`, scope.accounts ?? [])
  }
  for (const one of [region, ...regionsIn(params)]) {
    if (isRegionInScope(scope, one)) continue
    throw beyond(user, `the region ${regionNamed(one)?.short ?? one}`, scope.regions ?? [])
  }
  if (!isLimited(scope, 'clusters') && !isLimited(scope, 'namespaces')) return
  const named = { clusters: clustersIn(params), namespaces: namespacesIn(action, params) }
  for (const kind of ['clusters', 'namespaces'] as const) {
    if (!isLimited(scope, kind)) continue
    const what = kind.slice(0, -1)
    const other = named[kind].find((name) => !isInScope(scope, kind, name))
    if (other !== undefined) throw beyond(user, `the ${what} ${other}`, scope[kind] ?? [])
    if (action.mutates && named[kind].length === 0) {
      throw beyond(
        user,
        `what ${action.name} changes, which is of no one ${what}`,
        scope[kind] ?? [],
      )
    }
  }
}
