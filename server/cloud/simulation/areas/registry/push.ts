import { isTagName } from '../../../../../src/contract/formats/imageReference'
import { newestPushFirst, retentionOf } from '../../../../../src/contract/rules/retention'
import { invalid } from '../../../apiError'
import type { Context } from '../../handler'
import { tagId } from '../../lifecycle/pod/registryImages'
import { wakePodsMissingImages } from '../../lifecycle/pod/step'
import type { Repository, Tag, TriggerLog } from '../../world/registryResources'
import type { World } from '../../world/world'
import { checkLimit, registryOf, repositoryIn, username } from './find'
import { fireTriggers } from './fireTriggers'

type Image = Pick<
  Tag,
  'digest' | 'imageId' | 'sizeByte' | 'architecture' | 'os' | 'dockerVersion' | 'builtAt' | 'author'
>

export interface Push extends Partial<Image> {
  reponame: string
  tag: string
}

export interface PushResult {
  tag: Tag
  /** Names of the tags that retention deleted to make room. */
  deleted: string[]
  /** Log entries of the triggers that the push fired. */
  fired: TriggerLog[]
}

const sha256 = (random: () => number) =>
  `sha256:${Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join('')}`

/** A newly built image, about as large as the repository's previous image. */
function newImage({ random, now }: Pick<Context, 'random' | 'now'>, last: Tag | undefined): Image {
  const sizeByte = Math.round((last?.sizeByte ?? 60_000_000) * (0.98 + random() * 0.04))
  return {
    digest: sha256(random),
    imageId: sha256(random),
    sizeByte,
    architecture: 'amd64',
    os: 'linux',
    dockerVersion: '17.09.1-ce',
    builtAt: now,
    author: username,
  }
}

const asPushed = (tag: Tag) => ({ ...tag, tagName: tag.name })

/**
 * If the tag quota is reached, deletes tags according to the retention strategy (当 tag 配额达到限制时自动清理
 * tag). Throws if no strategy is enabled or the strategy keeps too many tags.
 */
function makeRoom(world: World, { id, strategy }: Repository, tags: readonly Tag[], now: number) {
  const isFull = tags.length >= registryOf(world).limits.tag
  const deletedNames =
    isFull && strategy?.valid
      ? retentionOf(tags.map(asPushed), strategy, now).flatMap(({ keeps, tag }) =>
          keeps ? [] : tag.name,
        )
      : []
  checkLimit(world, 'tag', tags.length - deletedNames.length)
  for (const name of deletedNames) world.remove('tag', tagId(id, name))
  return deletedNames
}

/**
 * Simulates a `docker push`, for which the API has no action: creates or moves the tag, applies
 * retention if the quota is reached, and fires the repository's triggers. Throws before any change
 * for a missing repository (5000), an invalid tag name (4000) and a full repository (5100). Used by
 * the admin API and by DuplicateImage.
 */
export function pushTag(
  context: Omit<Context, 'region'>,
  { reponame, tag: name, ...imageFields }: Push,
): PushResult {
  const { world, now } = context
  const repository = repositoryIn(context, reponame)
  if (!isTagName(name)) {
    throw invalid(
      'tag',
      'must be letters, digits, _ . and hyphens, begin with a letter, digit or _, and have at most 128 characters',
    )
  }
  const tags = world.ownedBy('tag', reponame)
  const existingTag = world.get('tag', tagId(reponame, name))
  const deleted = existingTag ? [] : makeRoom(world, repository, tags, now)
  const [latestTag] = tags.map(asPushed).toSorted(newestPushFirst)
  const tag: Tag = {
    ...newImage(context, latestTag),
    ...imageFields,
    id: tagId(reponame, name),
    reponame,
    name,
    number: existingTag?.number ?? tags.reduce((max, item) => Math.max(max, item.number), 0) + 1,
    updatedAt: now,
    pushedAt: now,
    pushNumber: tags.reduce((max, item) => Math.max(max, item.pushNumber ?? 0), 0) + 1,
  }
  world.put('tag', tag)
  world.put('repository', { ...repository, updatedAt: now })
  wakePodsMissingImages(world, now)
  return { tag, deleted, fired: fireTriggers(context, reponame, name) }
}
