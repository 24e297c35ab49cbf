import * as z from 'zod/mini'
import { read, write } from '../../action'
import { existingNames } from '../../rules/names'
import { withMeta, withVocabulary } from '../../rules/rules'
import { count, emptyResponse, existingName, flag, limit, offset } from '../common'
import { reponame } from './repositories'

/** Reads to invalidate after a change of a repository's tags. */
const tagReads = ['GetTagList', 'SearchUserRepository', 'GetFavor'] as const

/** Reads to invalidate after a push, whose triggers update services. */
const pushReads = [
  'ListTriggerLog',
  'DescribeClusterService',
  'DescribeClusterServiceInfo',
  'DescribeServiceInstance',
  'DescribeServiceEvent',
] as const

/** Time with its zone, e.g. `2017-09-12 15:30:23 +0800 CST`. */
const zonedTime = () => z.string()

export const tag = z.object({
  /** The document's sample has no namespace here, unlike in `reponame`. */
  repo_name: z.string(),
  tagName: z.string(),
  /** Digest of the manifest, `sha256:…`. */
  tagId: z.string(),
  /** Digest of the image, `sha256:…`. */
  imageId: z.string(),
  /** Formatted, e.g. `59 MB`. */
  size: z.string(),
  creationTime: zonedTime(),
  updateTime: zonedTime(),
  author: z.string(),
  /** E.g. `amd64`. */
  architecture: z.string(),
  dockerVersion: z.string(),
  os: z.string(),
  pushTime: zonedTime(),
  sizeByte: withMeta(z.int(), { unit: 'B' }),
  /** Not in the API document (api-facts.md 4.5). */
  id: z.optional(z.int()),
})

/** 镜像仓库相关接口 / 获取 tag 列表: newest push first. */
export const GetTagList = read({
  name: 'GetTagList',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/获取 tag 列表',
  needsRegion: true,
  scope: 'account',
  lists: { items: 'tagInfo', scopedBy: 'account' },
  paging: { items: 'tagInfo', total: 'tagCount', limit: 20, max: 100 },
  request: z.strictObject({
    reponame: reponame(),
    offset: offset(),
    limit: limit(100),
    /** Tag name to search for. */
    tag: z.optional(z.string()),
  }),
  response: z.object({
    reponame: z.string(),
    /** Domain of the registry, e.g. `ccr.ccs.tencentyun.com`. */
    server: z.string(),
    tagCount: count(),
    tagInfo: z.array(tag),
  }),
})

/** 镜像仓库相关接口 / 复制镜像版本 */
export const DuplicateImage = write({
  name: 'DuplicateImage',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/复制镜像版本',
  scope: 'account',
  effects: [{ kind: 'images', by: 'image', param: 'dest_image' }],
  guard: 'look',
  invalidates: [...tagReads, ...pushReads],
  target: ['dest_image'],
  request: z.strictObject({
    /** Without the registry's domain, e.g. `tencentyun/foo:v1`. */
    src_image: existingName(),
    /** Without the registry's domain, e.g. `tencentyun/foo:latest`. */
    dest_image: existingName(),
  }),
  response: emptyResponse(),
})

/** 镜像仓库相关接口 / 批量删除 tag */
export const BatchDeleteTag = write({
  name: 'BatchDeleteTag',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/批量删除 tag',
  destructive: true,
  scope: 'account',
  effects: [{ kind: 'images', by: 'repository', param: 'reponame', tags: 'tags' }],
  guard: 'look',
  invalidates: tagReads,
  target: ['reponame', 'tags'],
  confirm: { param: 'tags' },
  request: z.strictObject({
    reponame: reponame(),
    tags: existingNames().check(z.minLength(1)),
  }),
  response: emptyResponse(),
})

export const strategyType = withVocabulary(
  z.enum(['keep_last_days', 'keep_last_nums']),
  'strategyType',
)

/** 镜像仓库相关接口 / 获取仓库 tag 超额保留策略: without paging. */
export const GetAutoDelStrategy = read({
  name: 'GetAutoDelStrategy',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/获取仓库 tag 超额保留策略',
  scope: 'account',
  lists: { items: 'strategyInfo', scopedBy: 'account' },
  request: z.strictObject({ reponame: reponame() }),
  response: z.object({
    totalCount: count(),
    strategyInfo: z.array(
      z.object({
        /** Name of the registry's account. */
        username: z.string(),
        reponame: z.string(),
        type: strategyType,
        /** Days or tags. */
        value: z.int(),
        /** 1 means enabled. */
        valid: flag(),
        /** RFC 3339, e.g. `2018-03-07T16:53:23+08:00`. */
        creation_time: z.string(),
      }),
    ),
  }),
  misspellings: { repo_name: 'reponame', val: 'value' },
})

/** 镜像仓库相关接口 / 设置仓库 tag 超额保留策略: which tags to delete when the tag quota is exceeded. */
export const SetAutoDelStrategy = write({
  name: 'SetAutoDelStrategy',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/设置仓库 tag 超额保留策略',
  destructive: true,
  scope: 'account',
  effects: [{ kind: 'images', by: 'repository', param: 'reponame' }],
  guard: 'look',
  invalidates: ['GetAutoDelStrategy', 'GetTagList'],
  target: ['reponame'],
  confirm: { param: 'reponame' },
  request: z.strictObject({
    reponame: reponame(),
    type: strategyType,
    /** Number of days or tags to keep; named `value` in the read. */
    val: z.int().check(z.gte(1)),
  }),
  response: emptyResponse(),
})

/** 镜像仓库相关接口 / 关闭仓库 tag 超额保留策略 */
export const CloseAutoDelStrategy = write({
  name: 'CloseAutoDelStrategy',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/关闭仓库 tag 超额保留策略',
  scope: 'account',
  effects: [{ kind: 'images', by: 'repository', param: 'reponame' }],
  guard: 'none',
  invalidates: ['GetAutoDelStrategy'],
  target: ['reponame'],
  request: z.strictObject({ reponame: reponame() }),
  response: emptyResponse(),
})
