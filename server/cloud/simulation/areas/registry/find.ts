import { splitReponame } from '../../../../../src/contract/rules/registryNames'
import { ApiError, type Context } from '../../handler'
import { denied, invalid } from '../../refusals'
import type { Registry, RegistryNamespace, Repository } from '../../world/registryResources'
import type { World } from '../../world/world'

/** Name of the registry's account: 镜像仓库相关接口/查询用户配额, sample. */
export const username = '100001066666'

const accountId = 'account'

/** What an account may have until it asks for more: the same sample. */
const usualLimits: Registry['limits'] = { namespace: 10, repo: 100, tag: 100, triggers: 10 }

/** The account's own facts; a world that was made before it had a registry has none yet. */
export const registryOf = (world: World): Registry =>
  world.get('registry', accountId) ?? { id: accountId, limits: usualLimits }

/** 5000; the registry belongs to the account, not to a region. */
export const missing = (what: string, id: string) =>
  new ApiError(5000, `${what}NotFound`, `${what.toLowerCase()} ${id} does not exist`)

export const existsAlready = (what: string, id: string) =>
  denied('ResourceExistAlready', `${what} ${id} exists already`)

const words = {
  namespace: ['Namespace', 'namespaces', 'an account'],
  repo: ['Repo', 'repositories', 'an account'],
  tag: ['Tag', 'tags', 'a repository'],
  triggers: ['Trigger', 'triggers', 'an account'],
} as const

/** Refuses one more where there are `count` already and the quota (GetLimit) is reached. */
export function checkLimit(world: World, type: keyof typeof words, count: number): void {
  const limit = registryOf(world).limits[type]
  if (count < limit) return
  const [name, plural, owner] = words[type]
  throw denied(
    `QuotaMax${name}Limit`,
    `${owner} has at most ${limit} ${plural}; there are ${count}`,
  )
}

/** The namespace of the account, or the refusal 5000. */
export function registryNamespaceIn(world: World, name: string): RegistryNamespace {
  const found = world.get('registryNamespace', name)
  if (!found) throw missing('Namespace', name)
  return found
}

/** The repository of the account, or the refusal 5000. */
export function repositoryIn({ world }: Pick<Context, 'world'>, reponame: string): Repository {
  const found = world.get('repository', reponame)
  if (!found) throw missing('Repository', reponame)
  return found
}

/** The two parts of a name that something new is to have; `path` is the parameter's wire name. */
export function newReponame(path: string, reponame: string) {
  const parts = splitReponame(reponame)
  if (parts) return parts
  throw invalid(
    path,
    'must be namespace/name, each of lower-case letters and digits with single . or _, __ or hyphens between them',
  )
}

/** Takes a repository away with its tags, triggers, their log and the mark of a favourite. */
export function removeRepository(world: World, reponame: string): void {
  for (const kind of ['tag', 'trigger', 'triggerLog'] as const) {
    for (const one of world.of(kind, reponame)) world.remove(kind, one.id)
  }
  world.remove('favourite', favouriteId('QCLOUD HUB', reponame))
  world.remove('repository', reponame)
}

export const favouriteId = (repotype: string, reponame: string) => `${repotype} ${reponame}`

/** All names that are wanted, once each, or the refusal of `find` for the first that is not there: all or nothing. */
export const allOf = <T>(names: readonly string[], find: (name: string) => T): T[] =>
  [...new Set(names)].map(find)
