import { type ImageName, ownImage } from '../../../../../src/contract/rules/registryNames'
import type { Tag } from '../../world/registryResources'
import type { Pod } from '../../world/resources'
import type { World } from '../../world/world'
import { isMarked } from './fate'
import { pullFails } from './life'

/** Id of a tag among those of all repositories. */
export const tagId = (reponame: string, tag: string) => `${reponame}:${tag}`

/** The tag that an image of the registry names, by its name or by its digest. */
export function tagNamed(world: World, { reponame, tag }: ImageName): Tag | undefined {
  return tag.startsWith('sha256:')
    ? world.of('tag', reponame).find((one) => one.digest === tag)
    : world.get('tag', tagId(reponame, tag))
}

/**
 * Whether an instance can pull an image. Of the account's namespaces it gets what its repositories
 * hold; other namespaces and other registries are somebody else's, and have everything.
 */
export function isThere(world: World, image: string): boolean {
  const named = ownImage(image)
  if (!named) return true
  if (!world.get('registryNamespace', named.namespace)) return !isMarked(image, 'missing')
  return tagNamed(world, named) !== undefined
}

/** Counts what containers pull in their repositories. */
export function countPulls(world: World, containers: Pod['containers']): void {
  for (const one of containers) {
    const named = pullFails(one) ? undefined : ownImage(one.image)
    const repository = named && world.get('repository', named.reponame)
    if (repository) world.put('repository', { ...repository, pulls: repository.pulls + 1 })
  }
}
