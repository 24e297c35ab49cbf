import * as z from 'zod/mini'
import { read, write } from '../../action'
import { withVocabulary } from '../../rules/rules'
import { count, emptyResponse, existingName, flag, limit, offset, time } from '../common'

/** `namespace/name` of a repository, without the registry's domain. */
export const reponame = () => existingName()

/** Reads that return repositories. */
export const repositoryReads = [
  'SearchUserRepository',
  'GetRepositoryInfo',
  'RepositoryisExists',
  'GetNamespaceInfo',
  'GetFavor',
] as const

const repotype = () => withVocabulary(z.string(), 'repotype')

const isPublic = () => withVocabulary(flag(), 'public')

export const repository = z.object({
  reponame: z.string(),
  repotype: repotype(),
  tagCount: count(),
  public: isPublic(),
  isUserFavor: z.boolean(),
  isQcloudOfficial: z.boolean(),
  /** Number of users that marked it as a favourite. */
  favorCount: count(),
  pullCount: count(),
  description: z.string(),
  creationTime: time(),
  updateTime: time(),
})

/** 镜像仓库相关接口 / 查询用户仓库列表 */
export const SearchUserRepository = read({
  name: 'SearchUserRepository',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/查询用户仓库列表',
  scope: 'account',
  lists: { items: 'repoInfo', scopedBy: 'account' },
  paging: { items: 'repoInfo', total: 'totalCount', limit: 20, max: 100 },
  request: z.strictObject({
    offset: offset(),
    limit: limit(100),
    /** Exact name; all repositories if absent. */
    reponame: z.optional(reponame()),
    /** Both kinds if absent. A string in the document, unlike `public` elsewhere. */
    public: z.optional(z.enum(['0', '1'])),
    namespace: z.optional(existingName()),
  }),
  response: z.object({
    totalCount: count(),
    /** Whether repositories are omitted because the account may not see them. */
    privilegeFiltered: z.boolean(),
    repoInfo: z.array(repository),
    /** Not in the API document (api-facts.md 4.5): domain of the registry. */
    server: z.optional(z.string()),
  }),
})

/** 镜像仓库相关接口 / 查询镜像仓库信息 */
export const GetRepositoryInfo = read({
  name: 'GetRepositoryInfo',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/查询镜像仓库信息',
  scope: 'account',
  request: z.strictObject({ reponame: reponame() }),
  response: z.object({
    creationTime: time(),
    description: z.string(),
    /** A number as in the document's sample, although its table says String. */
    favorCount: count(),
    isQcloudOfficial: z.boolean(),
    isUserFavor: z.boolean(),
    public: isPublic(),
    pullCount: count(),
    reponame: z.string(),
    repotype: repotype(),
  }),
})

/** 镜像仓库相关接口 / 镜像仓库是否存在: the API's spelling of the name. */
export const RepositoryisExists = read({
  name: 'RepositoryisExists',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/镜像仓库是否存在',
  scope: 'account',
  request: z.strictObject({ reponame: reponame() }),
  response: z.object({ isExist: z.boolean() }),
})

/** 镜像仓库相关接口 / 创建镜像仓库 */
export const CreateRepository = write({
  name: 'CreateRepository',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/创建镜像仓库',
  scope: 'account',
  effects: [],
  guard: 'none',
  invalidates: repositoryReads,
  target: ['reponame'],
  request: z.strictObject({
    reponame: reponame(),
    public: isPublic(),
    description: z.optional(z.string()),
  }),
  response: emptyResponse(),
})

/** 镜像仓库相关接口 / 批量删除仓库: also deletes all their tags. */
export const BatchDeleteRepository = write({
  name: 'BatchDeleteRepository',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/批量删除仓库',
  destructive: true,
  scope: 'account',
  effects: [{ kind: 'images', by: 'repository', param: 'reponames' }],
  guard: 'name',
  invalidates: [
    ...repositoryReads,
    'GetTagList',
    'GetAutoDelStrategy',
    'ListTrigger',
    'ListTriggerLog',
  ],
  target: ['reponames'],
  confirm: { param: 'reponames' },
  request: z.strictObject({ reponames: z.array(reponame()).check(z.minLength(1)) }),
  response: emptyResponse(),
})

/** 镜像仓库相关接口 / 更改镜像仓库描述内容 */
export const UpdateRepositoryDesc = write({
  name: 'UpdateRepositoryDesc',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/更改镜像仓库描述内容',
  scope: 'account',
  effects: [],
  guard: 'none',
  invalidates: ['SearchUserRepository', 'GetRepositoryInfo'],
  target: ['reponame'],
  request: z.strictObject({
    reponame: reponame(),
    /** Required; may be empty. */
    description: z.string(),
  }),
  response: emptyResponse(),
})

/** 镜像仓库相关接口 / 更改镜像仓库访问属性 */
export const UpdateRepositoryPublic = write({
  name: 'UpdateRepositoryPublic',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/更改镜像仓库访问属性',
  scope: 'account',
  effects: [{ kind: 'images', by: 'repository', param: 'reponame' }],
  guard: 'look',
  invalidates: ['SearchUserRepository', 'GetRepositoryInfo', 'GetFavor'],
  target: ['reponame'],
  request: z.strictObject({
    reponame: reponame(),
    public: isPublic(),
  }),
  response: emptyResponse(),
})
