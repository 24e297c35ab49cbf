import type { ResponseOf } from '../../contract/action'
import type { SearchUserRepository } from '../../contract/actions/registry/repositories'
import type { GetTagList } from '../../contract/actions/registry/tags'
import type { ListTrigger } from '../../contract/actions/registry/triggers'
import type { GetNamespaceInfo } from '../../contract/actions/registry/undocumentedActions'
import { splitReponame } from '../../contract/formats/registryNames'
import { regions } from '../../contract/rules/regions'

export type Repository = ResponseOf<typeof SearchUserRepository>['repoInfo'][number]
export type Namespace = ResponseOf<typeof GetNamespaceInfo>['namespaceInfo'][number]
export type Tag = ResponseOf<typeof GetTagList>['tagInfo'][number]
export type Trigger = ResponseOf<typeof ListTrigger>['triggerInfo'][number]

/** The namespace of a repository name; a name without one is returned as is. */
export const namespaceOf = (reponame: string) =>
  splitReponame(reponame)?.namespace ?? reponame.split('/')[0] ?? ''

/** A region's short name by its number, e.g. `gz` for 1. */
export const regionShort = (id: number) => regions.find((region) => region.id === id)?.short

/** Formats bytes in decimal units, as registries do. */
export function sizeParts(bytes: number): [number, string] {
  if (bytes < 1e6) return [Math.round(bytes / 1e3), 'kB']
  return bytes < 1e9 ? [Math.round(bytes / 1e5) / 10, 'MB'] : [Math.round(bytes / 1e7) / 100, 'GB']
}
