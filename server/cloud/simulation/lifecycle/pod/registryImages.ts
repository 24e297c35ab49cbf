import { type ImageName, ownImage } from '../../../../../src/contract/rules/registryNames'
import type { Tag } from '../../world/registryResources'
import type { Pod } from '../../world/resources'
import type { World } from '../../world/world'
import { isMarked } from './fate'
import { pullFails } from './life'

/** ID of a tag, unique across repositories. */
export const tagId = (reponame: string, tag: string) => `${reponame}:${tag}`

/** The tag that an image name refers to, by name or by digest. */
export function tagNamed(world: World, { reponame, tag }: ImageName): Tag | undefined {
  return tag.startsWith('sha256:')
    ? world.of('tag', reponame).find((one) => one.digest === tag)
    : world.get('tag', tagId(reponame, tag))
}

/**
 * Whether an instance can pull an image. In the account's own namespaces the tag must exist; other
 * namespaces and registries are assumed to have every image.
 */
export function isThere(world: World, image: string): boolean {
  const named = ownImage(image)
  if (!named) return true
  if (!world.get('registryNamespace', named.namespace)) return !isMarked(image, 'missing')
  return tagNamed(world, named) !== undefined
}

/** Adds one pull to the repository of each container's image. */
export function countPulls(world: World, containers: Pod['containers']): void {
  for (const one of containers) {
    const named = pullFails(one) ? undefined : ownImage(one.image)
    const repository = named && world.get('repository', named.reponame)
    if (repository) world.put('repository', { ...repository, pulls: repository.pulls + 1 })
  }
}
