import type { Fate } from '../things'

/**
 * Reserved inputs: what the tag of an image makes of its container, so that a person can see every
 * fault of the cloud from the console.
 *
 * | image | the container |
 * |---|---|
 * | any, tag `pull-fail` | is never there: its image cannot be pulled |
 * | `ccr.ccs.tencentyun.com/…`, tag `missing` | the same: the registry has no such tag |
 * | any, tag `crash` | ends right after each start and is started again, more and more slowly |
 * | any, tag `never-ready` | runs, but its check never succeeds |
 * | any, tag `slow` | runs after a pull that takes ten times as long |
 *
 * A tag may also end in one of these, as `1.6.0-crash` does.
 */
const fates: Readonly<Record<string, Fate>> = {
  'pull-fail': 'pullFails',
  crash: 'crashes',
  'never-ready': 'neverReady',
}

const ownRegistry = 'ccr.ccs.tencentyun.com/'

/** Tag of an image, `latest` where it names none; a port of the registry is no tag. */
export function tagOf(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1)
  const colon = name.indexOf(':')
  return colon < 0 ? 'latest' : name.slice(colon + 1)
}

const isMarked = (image: string, mark: string) => `-${tagOf(image)}`.endsWith(`-${mark}`)

export function fateOf(image: string): Fate {
  if (isMarked(image, 'missing') && image.startsWith(ownRegistry)) return 'pullFails'
  return Object.entries(fates).find(([mark]) => isMarked(image, mark))?.[1] ?? 'run'
}

export const isSlow = (image: string): boolean => isMarked(image, 'slow')
