import { splitReponame } from '../../../../../src/contract/formats/registryNames'
import { quotas } from '../../../../../src/contract/tables/quotas'
import type { MissingResource } from '../../../apiError'
import { denied, invalid, refusal } from '../../../apiError'
import type { Context } from '../../handler'
import type { Registry, RegistryNamespace, Repository } from '../../world/registryResources'
import type { World } from '../../world/world'

/** User name of the registry account, as in the sample of 镜像仓库相关接口/查询用户配额. */
export const username = '100001066666'

const accountId = 'account'

/** Default quotas of an account. */
const defaultLimits: Registry['limits'] = {
  namespace: quotas.namespace.default,
  repo: quotas.repo.default,
  tag: quotas.tag.default,
  triggers: quotas.triggers.default,
}

/** Registry settings of the account; the defaults if the world stores none. */
export const registryOf = (world: World): Registry =>
  world.get('registry', accountId) ?? { id: accountId, limits: defaultLimits }

/**
 * The registry's error 5000. Its message names no region, because the registry belongs to the
 * account.
 */
export const notFoundError = (resource: MissingResource, id: string) =>
  refusal(`${resource}NotFound`, `${resource.toLowerCase()} ${id} does not exist`)

export const existsAlready = (resource: string, id: string) =>
  denied('ResourceExistAlready', `${resource} ${id} already exists`)

const plurals = {
  namespace: 'namespaces',
  repo: 'repositories',
  tag: 'tags',
  triggers: 'triggers',
} as const

/** Throws if `count` has reached the account's quota, which GetLimit returns. */
export function checkLimit(world: World, type: keyof typeof plurals, count: number): void {
  const limit = registryOf(world).limits[type]
  if (count < limit) return
  const { per, codeDesc } = quotas[type]
  const owner = per === 'account' ? 'an account' : 'a repository'
  throw denied(codeDesc, `${owner} has at most ${limit} ${plurals[type]}; there are ${count}`)
}

/** The account's registry namespace with this name; throws API error 5000 if it does not exist. */
export function registryNamespaceIn(world: World, name: string): RegistryNamespace {
  const registryNamespace = world.get('registryNamespace', name)
  if (!registryNamespace) throw notFoundError('Namespace', name)
  return registryNamespace
}

/** The account's repository with this name; throws API error 5000 if it does not exist. */
export function repositoryIn({ world }: Pick<Context, 'world'>, reponame: string): Repository {
  const repository = world.get('repository', reponame)
  if (!repository) throw notFoundError('Repository', reponame)
  return repository
}

/** Splits the name of a new repository; an error names the parameter by its wire name `path`. */
export function newReponame(path: string, reponame: string) {
  const parts = splitReponame(reponame)
  if (parts) return parts
  throw invalid(
    path,
    'must be namespace/name, each of lower-case letters and digits with single . or _, __ or hyphens between them',
  )
}

/** Deletes a repository with its tags, triggers, trigger logs and favourite. */
export function removeRepository(world: World, reponame: string): void {
  for (const kind of ['tag', 'trigger', 'triggerLog'] as const) {
    for (const item of world.ownedBy(kind, reponame)) world.remove(kind, item.id)
  }
  world.remove('favourite', favouriteId('QCLOUD HUB', reponame))
  world.remove('repository', reponame)
}

export const favouriteId = (repotype: string, reponame: string) => `${repotype} ${reponame}`

/**
 * Finds the resource of each distinct name before the caller changes any; throws if one is missing,
 * so that callers change all or none.
 */
export const findAll = <T>(names: readonly string[], find: (name: string) => T): T[] =>
  [...new Set(names)].map(find)
