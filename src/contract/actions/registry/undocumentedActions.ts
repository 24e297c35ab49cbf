import * as z from 'zod/mini'
import { read, write } from '../../action'
import { withVocabulary } from '../../rules/rules'
import { count, emptyResponse, existingName, flag, limit, offset, time } from '../common'
import { reponame, repositoryReads } from './repositories'
import { invokeMethod, triggerTarget } from './triggers'

/** Public actions of the registry that the API document omits (api-facts.md 4.5). */

/** Lists registry namespaces of the account. */
export const GetNamespaceInfo = read({
  name: 'GetNamespaceInfo',
  area: 'registry',
  host: 'ccr',
  section: 'api-facts.md 4.5, GetNamespaceInfo',
  undocumented: true,
  scope: 'account',
  lists: { items: 'namespaceInfo', scopedBy: 'account' },
  paging: { items: 'namespaceInfo', total: 'namespaceCount', limit: 20 },
  request: z.strictObject({
    /** Substring of the name. */
    namespace: z.optional(z.string()),
    offset: offset(),
    limit: limit(),
  }),
  response: z.object({
    namespaceCount: count(),
    namespaceInfo: z.array(
      z.object({ namespace: z.string(), creationTime: time(), repoCount: count() }),
    ),
  }),
})

/** Whether a name is taken by any account, or reserved by the vendor. */
export const NamespaceIsExists = read({
  name: 'NamespaceIsExists',
  area: 'registry',
  host: 'ccr',
  section: 'api-facts.md 4.5, NamespaceIsExists',
  undocumented: true,
  scope: 'account',
  request: z.strictObject({ namespace: existingName() }),
  response: z.object({ isExist: z.boolean(), isPreserved: z.boolean() }),
})

const namespaceReads = ['GetNamespaceInfo', 'NamespaceIsExists'] as const

export const CreateCCRNamespace = write({
  name: 'CreateCCRNamespace',
  area: 'registry',
  host: 'ccr',
  section: 'api-facts.md 4.5, CreateCCRNamespace',
  undocumented: true,
  scope: 'account',
  effects: [],
  guard: 'none',
  invalidates: namespaceReads,
  target: ['namespace'],
  request: z.strictObject({ namespace: existingName() }),
  response: emptyResponse(),
})

/** Deletes the namespace with all its repositories. */
export const DeleteUserNamespace = write({
  name: 'DeleteUserNamespace',
  area: 'registry',
  host: 'ccr',
  section: 'api-facts.md 4.5, DeleteUserNamespace',
  undocumented: true,
  destructive: true,
  scope: 'account',
  effects: [{ kind: 'images', by: 'namespace', param: 'namespace' }],
  guard: 'name',
  invalidates: [
    ...repositoryReads,
    'NamespaceIsExists',
    'GetTagList',
    'GetAutoDelStrategy',
    'ListTrigger',
    'ListTriggerLog',
  ],
  target: ['namespace'],
  confirm: { param: 'namespace' },
  request: z.strictObject({ namespace: existingName() }),
  response: emptyResponse(),
})

const repotype = withVocabulary(z.enum(['QCLOUD HUB', 'DOCKER HUB']), 'repotype')

/** Lists the user's favourite repositories. */
export const GetFavor = read({
  name: 'GetFavor',
  area: 'registry',
  host: 'ccr',
  section: 'api-facts.md 4.5, GetFavor',
  undocumented: true,
  scope: 'account',
  lists: { items: 'repoInfo', scopedBy: 'account' },
  paging: { items: 'repoInfo', total: 'totalCount', limit: 20 },
  request: z.strictObject({ offset: offset(), limit: limit() }),
  response: z.object({
    totalCount: count(),
    repoInfo: z.array(
      z.object({
        reponame: z.string(),
        repotype: withVocabulary(z.string(), 'repotype'),
        tagCount: count(),
        public: withVocabulary(flag(), 'public'),
        isQcloudOfficial: z.boolean(),
        favorCount: count(),
      }),
    ),
  }),
})

/** Facts of every write to the favourites. */
const favoriteWrite = {
  area: 'registry',
  host: 'ccr',
  undocumented: true,
  scope: 'account',
  effects: [],
  guard: 'none',
  invalidates: ['GetFavor', 'SearchUserRepository', 'GetRepositoryInfo'],
} as const

export const AddFavor = write({
  ...favoriteWrite,
  name: 'AddFavor',
  section: 'api-facts.md 4.5, AddFavor',
  target: ['reponame'],
  request: z.strictObject({ reponame: reponame(), repotype }),
  response: emptyResponse(),
})

export const DeleteFavor = write({
  ...favoriteWrite,
  name: 'DeleteFavor',
  section: 'api-facts.md 4.5, DeleteFavor',
  target: ['reponame'],
  request: z.strictObject({ reponame: reponame(), repotype }),
  response: emptyResponse(),
})

export const BatchDeleteFavor = write({
  ...favoriteWrite,
  name: 'BatchDeleteFavor',
  section: 'api-facts.md 4.5, BatchDeleteFavor',
  target: ['favors'],
  request: z.strictObject({
    favors: z
      .array(z.strictObject({ reponame: reponame(), repotype, regionId: z.optional(z.int()) }))
      .check(z.minLength(1)),
  }),
  response: emptyResponse(),
})

/** Lists the trigger log of a repository. */
export const ListTriggerLog = read({
  name: 'ListTriggerLog',
  area: 'registry',
  host: 'ccr',
  section: 'api-facts.md 4.5, ListTriggerLog',
  undocumented: true,
  scope: 'account',
  lists: { items: 'logInfo', within: 'invokePara', scopedBy: triggerTarget },
  paging: { items: 'logInfo', total: 'totalCount', limit: 20 },
  request: z.strictObject({
    reponame: reponame(),
    offset: offset(),
    limit: limit(),
    orderby: z.optional(z.enum(['invoke_time', 'trigger_name', 'repo_name'])),
    order: z.optional(z.enum(['asc', 'desc'])),
  }),
  response: z.object({
    totalCount: count(),
    logInfo: z.array(
      z.object({
        triggerName: z.string(),
        repoName: z.string(),
        tagName: z.string(),
        invokeSource: z.string(),
        invokeAction: z.string(),
        invokeTime: time(),
        invokeCondition: z.object({ invokeMethod, invokeExpr: z.string() }),
        invokePara: z.object({
          serviceName: z.string(),
          clusterId: z.string(),
          namespace: z.string(),
          containerName: z.string(),
          clusterRegion: withVocabulary(z.int(), 'clusterRegion'),
        }),
        /** returnCode 0 means that the service was updated. */
        invokeResult: z.object({ returnCode: z.int(), returnMsg: z.string() }),
      }),
    ),
  }),
})
