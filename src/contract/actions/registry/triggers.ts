import * as z from 'zod/mini'
import { read, write } from '../../action'
import { patternString, type Rule, withRules, withVocabulary } from '../../rules/rules'
import { clusterId, count, emptyResponse, existingName, limit, offset, time } from '../common'
import { reponame } from './repositories'

/** Condition on the pushed tag. */
export const invokeMethod = withVocabulary(z.enum(['all', 'taglist', 'regex']), 'invokeMethod')

/** Name of a new trigger: the rule of the vendor's console (api-facts.md 6, 16). */
const newTriggerName = () =>
  patternString(
    'triggerName',
    /^[A-Za-z]\S{1,63}$/,
    'must begin with a letter and have 2 to 64 characters, none of them a space',
  )

export const triggerRegions = [1, 4, 5, 7, 8, 9, 16] as const

const clusterRegion = () => withVocabulary(z.literal(triggerRegions), 'clusterRegion')

interface Condition {
  invokeMethod?: string | undefined
  invokeExpr?: string | undefined
}

const noExprWithAll: Rule<Condition> = {
  id: 'noInvokeExprWithAll',
  text: 'invokeExpr must be empty when invokeMethod is all',
  path: ['invokeExpr'],
  holds: (value) => value.invokeMethod !== 'all' || !value.invokeExpr,
}

const exprWithOthers: Rule<Condition> = {
  id: 'invokeExprWithMethod',
  text: 'invokeExpr is required when invokeMethod is taglist or regex',
  path: ['invokeExpr'],
  holds: (value) =>
    (value.invokeMethod !== 'taglist' && value.invokeMethod !== 'regex') ||
    Boolean(value.invokeExpr),
}

export const trigger = z.object({
  triggerName: z.string(),
  repoName: z.string(),
  /** Currently always `IMAGE_PUSH`. */
  invokeSource: z.string(),
  /** Currently always `SERVICE_UPDATE`. */
  invokeAction: z.string(),
  createTime: time(),
  updateTime: time(),
  invokeCondition: z.object({ invokeMethod, invokeExpr: z.string() }),
  invokePara: z.object({
    serviceName: z.string(),
    clusterId: clusterId(),
    namespace: z.string(),
    containerName: z.string(),
    clusterRegion: withVocabulary(z.int(), 'clusterRegion'),
    /** The account; only in the document's sample. */
    appId: z.optional(z.string()),
  }),
})

/**
 * Parameters, or fields of a response, that name the service that a trigger updates. Its region may
 * differ from the region of the call.
 */
export const triggerTarget = {
  regions: 'clusterRegion',
  clusters: 'clusterId',
  namespaces: 'namespace',
} as const

const ofTrigger = { kind: 'existing', param: 'triggerName', read: 'ListTrigger' } as const

/** 镜像仓库相关接口 / 获取触发器 */
export const ListTrigger = read({
  name: 'ListTrigger',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/获取触发器',
  scope: 'account',
  lists: { items: 'triggerInfo', within: 'invokePara', scopedBy: triggerTarget },
  paging: { items: 'triggerInfo', total: 'totalCount', limit: 20 },
  request: z.strictObject({
    /** Exact name. */
    triggerName: z.optional(existingName()),
    offset: offset(),
    limit: limit(),
    /** Exact repository name. */
    reponame: z.optional(reponame()),
  }),
  response: z.object({ totalCount: count(), triggerInfo: z.array(trigger) }),
})

/** 镜像仓库相关接口 / 添加触发器 */
export const AddUpdateServiceTrigger = write({
  name: 'AddUpdateServiceTrigger',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/添加触发器',
  scope: triggerTarget,
  effects: [{ kind: 'deployment', region: 'clusterRegion' }],
  guard: 'look',
  invalidates: ['ListTrigger'],
  target: ['triggerName'],
  request: withRules(
    z.strictObject({
      triggerName: newTriggerName(),
      reponame: reponame(),
      invokeMethod,
      /** Semicolon-separated tags, or a regular expression; empty for all. */
      invokeExpr: z.optional(z.string()),
      serviceName: existingName(),
      clusterId: clusterId(),
      namespace: existingName(),
      containerName: existingName(),
      clusterRegion: clusterRegion(),
    }),
    [noExprWithAll, exprWithOthers],
  ),
  response: emptyResponse(),
})

/** 镜像仓库相关接口 / 修改服务更新触发器: absent parameters stay unchanged. */
export const ModifyUpdateServiceTrigger = write({
  name: 'ModifyUpdateServiceTrigger',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/修改服务更新触发器',
  scope: triggerTarget,
  guard: 'look',
  effects: [
    ofTrigger,
    {
      kind: 'deployment',
      region: 'clusterRegion',
      trigger: { param: 'triggerName', read: 'ListTrigger' },
    },
  ],
  invalidates: ['ListTrigger', 'ListTriggerLog'],
  target: ['triggerName'],
  request: withRules(
    z.strictObject({
      triggerName: existingName(),
      reponame: z.optional(reponame()),
      newTriggerName: z.optional(newTriggerName()),
      invokeMethod: z.optional(invokeMethod),
      /** Semicolon-separated tags, or a regular expression; empty for all. */
      invokeExpr: z.optional(z.string()),
      serviceName: z.optional(existingName()),
      clusterId: z.optional(clusterId()),
      namespace: z.optional(existingName()),
      containerName: z.optional(existingName()),
      clusterRegion: z.optional(clusterRegion()),
    }),
    [noExprWithAll],
  ),
  response: emptyResponse(),
})

/** 镜像仓库相关接口 / 删除触发器 */
export const DeleteUpdateServiceTrigger = write({
  name: 'DeleteUpdateServiceTrigger',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/删除触发器',
  scope: 'account',
  guard: 'look',
  effects: [ofTrigger],
  invalidates: ['ListTrigger'],
  target: ['triggerName'],
  confirm: { param: 'triggerName' },
  request: z.strictObject({ triggerName: existingName() }),
  response: emptyResponse(),
})
