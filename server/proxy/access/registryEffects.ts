import type { NamedImages } from '../../../src/contract/facts'
import { type Fields, isFields } from '../../../src/contract/fields'
import { actions } from '../../../src/contract/index'
import type { Scope } from '../ports'
import { hasServiceOutsideScope, someInBatches } from './foreignServices'
import { isRowInScope } from './lists/listScope'
import { type CallLocation, readAll, type Send } from './readAll'
import { isLimited, isRegionInScope } from './scope'

const stringsIn = (value: unknown): string[] =>
  [value].flat().filter((item): item is string => typeof item === 'string')

/** Hosts of the vendor's registry: the general one, and one for each region. */
const registryHost = /^[a-z]*ccr\.ccs\.tencentyun\.com\//

/** Splits an image reference into repository and tag or digest. */
function parseImage(image: string) {
  const [, repository = '', reference = 'latest'] = /^([^:@]*)(?:[:@](.*))?$/.exec(image) ?? []
  return { repository, reference }
}

/** Images of a repository or a namespace, limited to some tags if `tags` is set. */
interface ImageSet {
  hasRepository: (name: string) => boolean
  /** Exact repository names, if known. */
  repositories?: readonly string[]
  tags?: readonly string[]
}

function imagesOf({ by, param, tags }: NamedImages, params: Fields): ImageSet {
  const names = stringsIn(params[param])
  if (by === 'namespace') {
    return { hasRepository: (name) => names.some((candidate) => name.startsWith(`${candidate}/`)) }
  }
  if (by === 'image') {
    const parsedImages = names.map(parseImage)
    const repositories = parsedImages.map(({ repository }) => repository)
    const pushed = parsedImages.map(({ reference }) => reference)
    return { hasRepository: (name) => repositories.includes(name), repositories, tags: pushed }
  }
  const limitedTo = tags === undefined ? {} : { tags: stringsIn(params[tags]) }
  return { hasRepository: (name) => names.includes(name), repositories: names, ...limitedTo }
}

/** Whether a container's image is one of these images. A digest may belong to any tag. */
function includesImage({ hasRepository, tags }: ImageSet, image: string): boolean {
  if (!registryHost.test(image)) return false
  const { repository, reference } = parseImage(image.replace(registryHost, ''))
  const isMeant = !tags || tags.includes(reference) || reference.includes('sha256:')
  return isMeant && hasRepository(repository)
}

async function hasTriggerOutsideScope(
  scope: Scope,
  images: ImageSet,
  location: CallLocation,
  send: Send,
) {
  const action = actions.ListTrigger
  const { items } = action.lists ?? { items: '' }
  const repositoryNames = images.repositories ?? [undefined]
  return someInBatches([...new Set(repositoryNames)], async (reponame) => {
    const params = reponame === undefined ? {} : { reponame }
    const rows = await readAll(send, location, { action, items, params })
    return rows
      .filter(({ repoName }) => images.hasRepository(String(repoName)))
      .some((row) => !action.lists || !isRowInScope(scope, action.lists, row))
  })
}

/**
 * A push to a repository with a retention policy may delete any tag; a push to any other repository
 * changes only the pushed tag.
 */
async function withRetention(
  { by }: NamedImages,
  images: ImageSet,
  location: CallLocation,
  send: Send,
): Promise<ImageSet> {
  const { tags, ...whole } = images
  if (by !== 'image' || !tags) return images
  const hasStrategy = await someInBatches(images.repositories ?? [], async (reponame) => {
    const listRequest = {
      action: actions.GetAutoDelStrategy,
      items: 'strategyInfo',
      params: { reponame },
    }
    return (await readAll(send, location, listRequest)).some(({ valid }) => valid !== 0)
  })
  return hasStrategy ? whole : images
}

/** Whether a service with these settings runs any of these images. */
function runsImageOf(images: ImageSet, settings: Fields): boolean {
  const containers: readonly unknown[] = Array.isArray(settings.containers)
    ? settings.containers
    : []
  return containers.some(
    (container) => isFields(container) && includesImage(images, String(container.image)),
  )
}

/**
 * Whether a change of these images affects anything outside the scope: a trigger of their
 * repositories, or a service that runs one of them.
 */
export async function isImageEffectOutsideScope(
  scope: Scope,
  effect: NamedImages,
  params: Fields,
  location: CallLocation,
  send: Send,
): Promise<boolean> {
  const images = imagesOf(effect, params)
  if (await hasTriggerOutsideScope(scope, images, location, send)) return true
  const affected = await withRetention(effect, images, location, send)
  const isPart = isLimited(scope, 'clusters') || isLimited(scope, 'namespaces')
  const { regions } = location.account
  const regionsOutsideScope = regions.filter((region) => isPart || !isRegionInScope(scope, region))
  return hasServiceOutsideScope(
    scope,
    location,
    regionsOutsideScope,
    (settings) => runsImageOf(affected, settings),
    send,
  )
}
