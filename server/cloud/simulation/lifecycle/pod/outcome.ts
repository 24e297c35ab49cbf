import { parseImageReference } from '../../../../../src/contract/formats/imageReference'
import type { ContainerOutcome } from '../../world/serviceResources'

/**
 * Reserved tags for fault injection: the tag of an image determines the outcome of its container,
 * so that every fault of an instance can be triggered from the console.
 *
 * | image | outcome of the container |
 * |---|---|
 * | any, tag `pull-fail` | never starts: its image cannot be pulled |
 * | any, tag `crash` | exits right after each start and is restarted with a growing back-off |
 * | any, tag `never-ready` | runs, but its readiness check never succeeds |
 * | any, tag `slow` | runs after a pull that takes ten times as long |
 * | not an image reference, such as `shop/Web` | never starts: `InvalidImageName` |
 * | any, with the command `false` or `/bin/false` | like `crash`, as with a real container |
 *
 * A tag may also end in `-` and a reserved tag, e.g. `1.6.0-crash`. From namespaces of the
 * account's own registry, an instance can pull only existing tags (registryImages.ts), so a tag
 * that was never pushed behaves like `pull-fail`; in other namespaces the reserved
 * tag `missing` does.
 */
const outcomes: Readonly<Record<string, ContainerOutcome>> = {
  'pull-fail': 'pullFails',
  crash: 'crashes',
  'never-ready': 'neverReady',
}

/**
 * Tag of an image reference, or `latest` if it has none. A registry's port is not mistaken for a
 * tag.
 */
export const tagOf = (image: string): string => parseImageReference(image)?.tag ?? 'latest'

export const hasMark = (image: string, mark: string) => `-${tagOf(image)}`.endsWith(`-${mark}`)

/** Commands that fail at once in every image that has them. */
const failingCommands: ReadonlySet<string> = new Set(['false', '/bin/false', '/usr/bin/false'])

export function outcomeOf(image: string, command = ''): ContainerOutcome {
  if (!parseImageReference(image)) return 'invalidImage'
  const marked = Object.entries(outcomes).find(([mark]) => hasMark(image, mark))?.[1]
  return marked ?? (failingCommands.has(command.trim()) ? 'crashes' : 'run')
}

export const isSlow = (image: string): boolean => hasMark(image, 'slow')
