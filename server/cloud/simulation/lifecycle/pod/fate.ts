import type { Fate } from '../../world/resources'

/**
 * Reserved inputs: what the tag of an image makes of its container, so that a person can see every
 * fault of the cloud from the console.
 *
 * | image | the container |
 * |---|---|
 * | any, tag `pull-fail` | is never there: its image cannot be pulled |
 * | any, tag `crash` | ends right after each start and is started again, more and more slowly |
 * | any, tag `never-ready` | runs, but its check never succeeds |
 * | any, tag `slow` | runs after a pull that takes ten times as long |
 *
 * A tag may also end in one of these, as `1.6.0-crash` does. Of the account's own registry an instance
 * gets what is there and nothing else (registryImages.ts), so that any tag that nobody has pushed shows
 * the same as `pull-fail`; of somebody else's namespaces there the tag `missing` does.
 */
const fates: Readonly<Record<string, Fate>> = {
  'pull-fail': 'pullFails',
  crash: 'crashes',
  'never-ready': 'neverReady',
}

/** Tag of an image, `latest` where it names none; a port of the registry is no tag. */
export function tagOf(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1)
  const colon = name.indexOf(':')
  return colon < 0 ? 'latest' : name.slice(colon + 1)
}

export const isMarked = (image: string, mark: string) => `-${tagOf(image)}`.endsWith(`-${mark}`)

export function fateOf(image: string): Fate {
  return Object.entries(fates).find(([mark]) => isMarked(image, mark))?.[1] ?? 'run'
}

export const isSlow = (image: string): boolean => isMarked(image, 'slow')
