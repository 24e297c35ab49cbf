import { splitReponame } from '../../../../../src/contract/formats/registryNames'
import { ApiError, denied, invalid } from '../../../apiError'
import type { Context } from '../../handler'
import type { Registry, RegistryNamespace, Repository } from '../../world/registryResources'
import type { World } from '../../world/world'

/** User name of the registry account: 镜像仓库相关接口/查询用户配额, sample. */
export const username = '100001066666'

const accountId = 'account'

/** Default quotas of an account: the same sample. */
const defaultLimits: Registry['limits'] = { namespace: 10, repo: 100, tag: 100, triggers: 10 }

/** Registry settings of the account; defaults for a world without them. */
export const registryOf = (world: World): Registry =>
  world.get('registry', accountId) ?? { id: accountId, limits: defaultLimits }

/**
 * Error 5000 of the registry; the message names no region, because the registry belongs to the
 * account.
 */
export const notFoundError = (what: string, id: string) =>
  new ApiError(5000, `${what}NotFound`, `${what.toLowerCase()} ${id} does not exist`)

export const existsAlready = (what: string, id: string) =>
  denied('ResourceExistAlready', `${what} ${id} exists already`)

const quotaWords = {
  namespace: ['Namespace', 'namespaces', 'an account'],
  repo: ['Repo', 'repositories', 'an account'],
  tag: ['Tag', 'tags', 'a repository'],
  triggers: ['Trigger', 'triggers', 'an account'],
} as const

/** Throws if `count` has reached the quota (GetLimit). */
export function checkLimit(world: World, type: keyof typeof quotaWords, count: number): void {
  const limit = registryOf(world).limits[type]
  if (count < limit) return
  const [name, plural, owner] = quotaWords[type]
  throw denied(
    `QuotaMax${name}Limit`,
    `${owner} has at most ${limit} ${plural}; there are ${count}`,
  )
}

/** The account's namespace with this name; throws 5000 if it does not exist. */
export function registryNamespaceIn(world: World, name: string): RegistryNamespace {
  const found = world.get('registryNamespace', name)
  if (!found) throw notFoundError('Namespace', name)
  return found
}

/** The account's repository with this name; throws 5000 if it does not exist. */
export function repositoryIn({ world }: Pick<Context, 'world'>, reponame: string): Repository {
  const found = world.get('repository', reponame)
  if (!found) throw notFoundError('Repository', reponame)
  return found
}

/** Splits the name of a new repository; `path` is the parameter's wire name for the error. */
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
    for (const one of world.ownedBy(kind, reponame)) world.remove(kind, one.id)
  }
  world.remove('favourite', favouriteId('QCLOUD HUB', reponame))
  world.remove('repository', reponame)
}

export const favouriteId = (repotype: string, reponame: string) => `${repotype} ${reponame}`

/**
 * Results of `find` for all distinct names; the first missing one throws, so that callers change
 * all or nothing.
 */
export const findAll = <T>(names: readonly string[], find: (name: string) => T): T[] =>
  [...new Set(names)].map(find)
