import { type ImageName, parseOwnImage } from '../../../../../src/contract/formats/registryNames'
import type { Tag } from '../../world/registryResources'
import type { Pod } from '../../world/serviceResources'
import type { World } from '../../world/world'
import { hasMark } from './outcome'
import { isPullFailing } from './phases'

/** ID of a tag, unique across repositories. */
export const tagId = (reponame: string, tag: string) => `${reponame}:${tag}`

/** The tag that an image name refers to; a digest takes precedence over a tag. */
export function findTag(world: World, { reponame, tag, digest }: ImageName): Tag | undefined {
  return digest === undefined
    ? world.get('tag', tagId(reponame, tag ?? 'latest'))
    : world.ownedBy('tag', reponame).find((one) => one.digest === digest)
}

/**
 * Whether an instance can pull an image. In the account's own namespaces the tag must exist; other
 * namespaces and registries are assumed to have every image.
 */
export function imageExists(world: World, image: string): boolean {
  const named = parseOwnImage(image)
  if (!named) return true
  if (!world.get('registryNamespace', named.namespace)) return !hasMark(image, 'missing')
  return findTag(world, named) !== undefined
}

/** Adds one pull to the repository of each container's image. */
export function countPulls(world: World, containers: Pod['containers']): void {
  for (const one of containers) {
    const named = isPullFailing(one) ? undefined : parseOwnImage(one.image)
    const repository = named && world.get('repository', named.reponame)
    if (repository) world.put('repository', { ...repository, pulls: repository.pulls + 1 })
  }
}
