import type { ResponseOf } from '../../../../../src/contract/action'
import type * as contract from '../../../../../src/contract/actions/registry/tags'
import { parseImageName, registryDomain } from '../../../../../src/contract/formats/registryNames'
import { newestPushFirst } from '../../../../../src/contract/rules/retention'
import { denied, invalid } from '../../../apiError'
import { beijingTime } from '../../../beijingTime'
import type { Handler, Handlers } from '../../handler'
import { findTag, tagId } from '../../lifecycle/pod/registryImages'
import type { Repository, Tag } from '../../world/registryResources'
import { findAll, notFoundError, repositoryIn, username } from './find'
import { pushTag } from './push'

type Info = ResponseOf<typeof contract.GetTagList>['tagInfo'][number]

/** Rounds as the API documentation's sample does: 59229024 bytes are 59 MB. */
function sizeInWords(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} KB`
  if (bytes < 1e9) return `${Math.round(bytes / 1e6)} MB`
  return `${(bytes / 1e9).toFixed(1)} GB`
}

const zoned = (ms: number) => `${beijingTime(ms)} +0800 CST`

const infoOf = (tag: Tag): Info => ({
  id: tag.number,
  repo_name: tag.reponame.slice(tag.reponame.indexOf('/') + 1),
  tagName: tag.name,
  tagId: tag.digest,
  imageId: tag.imageId,
  size: sizeInWords(tag.sizeByte),
  creationTime: zoned(tag.builtAt),
  updateTime: zoned(tag.updatedAt),
  author: tag.author,
  architecture: tag.architecture,
  dockerVersion: tag.dockerVersion,
  os: tag.os,
  pushTime: zoned(tag.pushedAt),
  sizeByte: tag.sizeByte,
})

/** `tag` matches any part of a tag name (可用于搜索的 tag 名字). */
const GetTagList: Handler<typeof contract.GetTagList> = (params, context) => {
  const { reponame, offset, limit, tag = '' } = params
  repositoryIn(context, reponame)
  const matches = context.world
    .ownedBy('tag', reponame)
    .filter(({ name }) => name.includes(tag))
    .map((stored) => ({
      one: stored,
      tagName: stored.name,
      pushedAt: stored.pushedAt,
      pushNumber: stored.pushNumber,
    }))
    .sort(newestPushFirst)
  return {
    reponame,
    server: registryDomain,
    tagCount: matches.length,
    tagInfo: matches.slice(offset, offset + limit).map(({ one: stored }) => infoOf(stored)),
  }
}

function imageIn(path: string, image: string) {
  const imageName = parseImageName(image)
  if (!imageName) throw invalid(path, `${image} must be namespace/name:tag, without a domain`)
  return imageName
}

const DuplicateImage: Handler<typeof contract.DuplicateImage> = (params, context) => {
  const from = imageIn('src_image', params.src_image)
  const to = imageIn('dest_image', params.dest_image)
  if (to.digest !== undefined) throw invalid('dest_image', 'must name a tag, not a digest')
  repositoryIn(context, from.reponame)
  const source = findTag(context.world, from)
  if (!source) throw notFoundError('Tag', params.src_image)
  const tag = to.tag ?? 'latest'
  if (source.id === tagId(to.reponame, tag)) throw invalid('dest_image', 'is the source itself')
  const { digest, imageId, sizeByte, architecture, os, dockerVersion, builtAt, author } = source
  const image = { digest, imageId, sizeByte, architecture, os, dockerVersion, builtAt, author }
  pushTag(context, { ...image, reponame: to.reponame, tag })
  return {}
}

/** Deletes all of the tags or none. */
const BatchDeleteTag: Handler<typeof contract.BatchDeleteTag> = ({ reponame, tags }, context) => {
  const { world, now } = context
  const repository = repositoryIn(context, reponame)
  const matches = findAll(tags, (name) => {
    const tag = world.get('tag', tagId(reponame, name))
    if (!tag) throw notFoundError('Tag', tagId(reponame, name))
    return tag
  })
  for (const tag of matches) world.remove('tag', tag.id)
  world.put('repository', { ...repository, updatedAt: now })
  return {}
}

type Strategies = ResponseOf<typeof contract.GetAutoDelStrategy>['strategyInfo']

const strategiesOf = ({ id, strategy }: Repository): Strategies =>
  strategy
    ? [
        {
          username,
          reponame: id,
          type: strategy.type,
          value: strategy.value,
          valid: strategy.valid ? 1 : 0,
          creation_time: `${beijingTime(strategy.createdAt).replace(' ', 'T')}+08:00`,
        },
      ]
    : []

const GetAutoDelStrategy: Handler<typeof contract.GetAutoDelStrategy> = ({ reponame }, context) => {
  const strategyInfo = strategiesOf(repositoryIn(context, reponame))
  return { totalCount: strategyInfo.length, strategyInfo }
}

/** A repository has one retention strategy; a new strategy replaces it. */
const SetAutoDelStrategy: Handler<typeof contract.SetAutoDelStrategy> = (params, context) => {
  const repository = repositoryIn(context, params.reponame)
  const { type, val: value } = params
  const strategy = { type, value, valid: true, createdAt: context.now }
  context.world.put('repository', { ...repository, strategy })
  return {}
}

const CloseAutoDelStrategy: Handler<typeof contract.CloseAutoDelStrategy> = (
  { reponame },
  context,
) => {
  const repository = repositoryIn(context, reponame)
  const { strategy } = repository
  if (!strategy?.valid) {
    throw denied('StrategyNotFound', `repository ${reponame} has no enabled strategy`)
  }
  context.world.put('repository', { ...repository, strategy: { ...strategy, valid: false } })
  return {}
}

export const registryTags: Handlers<typeof contract> = {
  GetTagList,
  DuplicateImage,
  BatchDeleteTag,
  GetAutoDelStrategy,
  SetAutoDelStrategy,
  CloseAutoDelStrategy,
}
