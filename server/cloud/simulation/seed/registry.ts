import { parseOwnImage } from '../../../../src/contract/formats/registryNames'
import { compareVersions, isVersion } from '../../../../src/contract/rules/versions'
import { hasMark } from '../lifecycle/pod/outcome'
import { findTag, tagId } from '../lifecycle/pod/registryImages'
import { hashOf, seededRandom } from '../world/hash'
import type { Repository, Tag } from '../world/registryResources'
import type { World } from '../world/world'
import type { RepositorySpec } from './registrySpecs'
import type { ClusterSpec } from './specs'

const day = 86_400_000

/** Milliseconds between the push of an image and the first time that a service uses it. */
const pushLead = 25 * 60_000

const username = '100001066666'

/** Push times of the account's images that the clusters run or have run, by repository and tag. */
function usedImages(specs: readonly ClusterSpec[], now: number): Map<string, Map<string, number>> {
  const used = new Map<string, Map<string, number>>()
  const recordUse = (image: string, daysAgo: number) => {
    const imageName = parseOwnImage(image)
    // The demo world includes a service whose image was never pushed.
    if (imageName?.tag === undefined || imageName.tag.endsWith('missing')) return
    const tags = used.get(imageName.reponame) ?? new Map<string, number>()
    used.set(imageName.reponame, tags)
    const at = now - daysAgo * day - pushLead
    tags.set(imageName.tag, Math.min(at, tags.get(imageName.tag) ?? at))
  }
  for (const { services } of specs) {
    for (const { containers, days, updated } of services) {
      for (const [index, { image }] of containers.entries()) {
        recordUse(image, updated && index === 0 ? updated.daysAgo : days)
        const untaggedImage =
          updated && index === 0 ? image.slice(0, image.lastIndexOf(':')) : undefined
        // Assumes that the previous image was in use for several days before it was replaced.
        if (untaggedImage)
          recordUse(`${untaggedImage}:${updated?.from}`, (updated?.daysAgo ?? 0) + 3 + (days % 7))
      }
    }
  }
  return used
}

/** The preceding version, e.g. `2.14.3`, `2.14.2` … `2.14.0`, `2.13.6`; undefined for `0.0.0`. */
function versionBefore(version: string): string | undefined {
  const [, v = '', major = '0', minor = '0', patch = '0'] =
    /^(v?)(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []
  const [x, y, z] = [Number(major), Number(minor), Number(patch)]
  if (z > 0) return `${v}${x}.${y}.${z - 1}`
  if (y > 0) return `${v}${x}.${y - 1}.${hashOf(version) % 6}`
  return x > 0 ? `${v}${x - 1}.${8 + (hashOf(version) % 5)}.${hashOf(version) % 4}` : undefined
}

const hex = (random: () => number, length: number) =>
  Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('')

function seedTag(reponame: string, name: string, at: number, size: number, number: number): Tag {
  const random = seededRandom(`tag ${reponame}:${name}`)
  const pushedAt = Math.floor(at / 1000) * 1000
  return {
    id: tagId(reponame, name),
    reponame,
    name,
    number,
    digest: `sha256:${hex(random, 64)}`,
    imageId: `sha256:${hex(random, 64)}`,
    sizeByte: Math.round(size * (0.9 + random() * 0.2)),
    author: random() < 0.2 ? '' : username,
    architecture: 'amd64',
    dockerVersion: random() < 0.5 ? '17.09.1-ce' : '1.12.6',
    os: 'linux',
    builtAt: pushedAt - 60_000 - Math.floor(random() * 600) * 1000,
    updatedAt: pushedAt,
    pushedAt,
  }
}

const isRelease = (name: string) => isVersion(name) && !name.includes('-rc')

/** Moves push times into the past where needed, so that releases are pushed in version order. */
function inVersionOrder(used: ReadonlyMap<string, number>): Map<string, number> {
  let latest = Number.POSITIVE_INFINITY
  const versions = [...used.keys()].filter(isRelease).sort((a, b) => compareVersions(b, a))
  const times = versions.map((version): [string, number] => {
    latest = Math.min(used.get(version) ?? latest, latest - 1.6 * day)
    return [version, latest]
  })
  return new Map([...used, ...times])
}

/**
 * Names and push times of a repository's tags, oldest first: images in use, earlier versions,
 * nightlies and commit builds.
 */
function tagHistory(
  { reponame, tags = 20, nightlies = 0, commits = 0, latest, pushed = {} }: RepositorySpec,
  used: Map<string, number>,
  now: number,
): [string, number][] {
  const random = seededRandom(`history ${reponame}`)
  for (const [tag, daysAgo] of Object.entries(pushed)) used.set(tag, now - daysAgo * day)
  const pushTimes = inVersionOrder(used)
  const releases = [...pushTimes].filter(([name]) => isRelease(name))
  const oldest = releases.sort(([, a], [, b]) => a - b)[0] ?? ['1.2.0', now - 40 * day]
  let [version, at]: [string | undefined, number] = oldest
  pushTimes.set(version, at)
  while (pushTimes.size < tags) {
    version = versionBefore(version)
    if (version === undefined) break
    at -= (0.5 + random() * 5) * day
    if (!pushTimes.has(version)) pushTimes.set(version, at)
  }
  for (let index = 0; index < nightlies; index += 1) {
    const night = new Date(now - (index + 1) * day)
    night.setUTCHours(18, 5 + (index % 7), 0, 0)
    pushTimes.set(
      `nightly-${night.toISOString().slice(0, 10).replaceAll('-', '')}`,
      night.getTime(),
    )
  }
  for (let index = 0; index < commits; index += 1) {
    pushTimes.set(`git-${hex(random, 7)}`, now - (0.2 + index * 0.9 + random() * 0.5) * day)
  }
  const newest = Math.max(...pushTimes.values())
  if (latest) pushTimes.set('latest', newest + 20_000)
  return [...pushTimes].sort(([, a], [, b]) => a - b)
}

function buildRepository(
  world: World,
  spec: RepositorySpec,
  used: Map<string, number>,
  now: number,
): void {
  const { reponame, description = '', megabytes = 60, strategy } = spec
  const tags = tagHistory(spec, used, now)
  const firstPush = tags[0]?.[1] ?? now - 30 * day
  const repository: Repository = {
    id: reponame,
    namespace: reponame.slice(0, reponame.indexOf('/')),
    public: spec.public ? 1 : 0,
    description,
    createdAt: firstPush - 3_600_000,
    updatedAt: tags.at(-1)?.[1] ?? firstPush,
    pulls: spec.pulls ?? tags.length * 9,
    favouriteCount: spec.favouriteCount ?? 0,
    ...(strategy && {
      strategy: { ...strategy, valid: !strategy.closed, createdAt: now - strategy.daysAgo * day },
    }),
  }
  world.put('repository', repository)
  for (const [index, [name, at]] of tags.entries()) {
    world.put('tag', seedTag(reponame, name, at, megabytes * 1e6, index + 1))
  }
  if (spec.favourite) {
    world.put('favourite', {
      id: `QCLOUD HUB ${reponame}`,
      reponame,
      repotype: 'QCLOUD HUB',
      createdAt: now - 12 * day,
    })
  }
}

/**
 * Adds to the world the repositories that the clusters pull from; called before the clusters are
 * created.
 */
export function buildRepositories(
  world: World,
  specs: readonly RepositorySpec[],
  clusters: readonly ClusterSpec[],
  now: number,
): void {
  const used = usedImages(clusters, now)
  const namespaces = new Set(specs.map(({ reponame }) => reponame.slice(0, reponame.indexOf('/'))))
  const specByName = new Map(specs.map((spec) => [spec.reponame, spec]))
  for (const reponame of used.keys()) {
    const isOwn = namespaces.has(reponame.slice(0, reponame.indexOf('/')))
    if (isOwn && !specByName.has(reponame)) specByName.set(reponame, { reponame })
  }
  for (const namespace of namespaces) {
    const createdAt = now - (330 + (hashOf(namespace) % 60)) * day
    world.put('registryNamespace', { id: namespace, createdAt })
  }
  for (const spec of specByName.values()) {
    buildRepository(world, spec, used.get(spec.reponame) ?? new Map<string, number>(), now)
  }
}

/**
 * Adds the tags that the services of a world from an older version run or can roll back to, in the
 * account's registry namespaces.
 */
export function buildRunningTags(world: World, now: number): void {
  const images = world
    .all('service')
    .flatMap(({ template, previous }) => [template, ...(previous ? [previous.template] : [])])
    .flatMap(({ containers }) => containers.map(({ image }) => image))
  for (const image of new Set(images)) {
    const imageName = parseOwnImage(image)
    if (!imageName || hasMark(image, 'missing') || findTag(world, imageName)) continue
    const { namespace, reponame, tag } = imageName
    // An image with a chosen digest cannot be created.
    if (tag === undefined || imageName.digest !== undefined) continue
    if (!world.get('registryNamespace', namespace)) continue
    const pushed = new Map([[tag, now - pushLead]])
    if (!world.get('repository', reponame)) buildRepository(world, { reponame }, pushed, now)
    else {
      const number = world.ownedBy('tag', reponame).length + 1
      world.put('tag', seedTag(reponame, tag, now - pushLead, 60e6, number))
    }
  }
}

/** Adds tags to a repository until it has `count`, one build every 90 minutes. */
export function buildManyTags(world: World, reponame: string, count: number, now: number): void {
  const tagCount = world.ownedBy('tag', reponame).length
  for (let index = 0; index < count - tagCount; index += 1) {
    const name = `0.${100 + Math.floor(index / 60)}.${index % 60}`
    const at = now - (count - index) * 5_400_000 - 20 * day
    world.put('tag', seedTag(reponame, name, at, 80e6, tagCount + index + 1))
  }
}
