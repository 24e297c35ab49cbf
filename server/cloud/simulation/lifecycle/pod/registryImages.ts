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
    : world.ownedBy('tag', reponame).find((candidate) => candidate.digest === digest)
}

/**
 * Whether an instance can pull an image. In the account's own registry namespaces, the tag must
 * exist; every image in other namespaces and registries is assumed to exist.
 */
export function imageExists(world: World, image: string): boolean {
  const imageName = parseOwnImage(image)
  if (!imageName) return true
  if (!world.get('registryNamespace', imageName.namespace)) return !hasMark(image, 'missing')
  return findTag(world, imageName) !== undefined
}

/** Which part of a missing image the account's own registry lacks; empty for other registries. */
export function missingPart(world: World, image: string): { part?: 'repository' | 'tag' } {
  const imageName = parseOwnImage(image)
  if (!imageName || !world.get('registryNamespace', imageName.namespace)) return {}
  return { part: world.get('repository', imageName.reponame) ? 'tag' : 'repository' }
}

/** Increments the pull count of the repository of each container's image. */
export function countPulls(world: World, containers: Pod['containers']): void {
  for (const container of containers) {
    const imageName = isPullFailing(container) ? undefined : parseOwnImage(container.image)
    const repository = imageName && world.get('repository', imageName.reponame)
    if (repository) world.put('repository', { ...repository, pulls: repository.pulls + 1 })
  }
}
