/** A quota, and the calls that it limits. */
export interface Quota {
  /** The API's default; the vendor raises it on request. */
  default: number
  per: 'account' | 'cluster' | 'repository'
  /** `codeDesc` of the refusal. */
  codeDesc: string
  /** Actions that are refused when the quota is reached. */
  refuses: readonly string[]
  /** Actions whose response reports single resources that exceed the quota. */
  reports?: readonly string[]
  /** Section of the API document. */
  section: string
}

export const quotas = {
  /** Counts the clusters of all regions, also those that are being deleted. */
  clusters: {
    default: 5,
    per: 'account',
    codeDesc: 'QuotaMaxClsLimit',
    refuses: ['CreateCluster'],
    section: '集群相关接口/创建集群',
  },
  nodes: {
    default: 20,
    per: 'cluster',
    codeDesc: 'QuotaMaxNodLimit',
    refuses: ['CreateCluster', 'AddClusterInstances'],
    reports: ['AddClusterInstancesFromExistedCvm'],
    section: '集群相关接口/扩展集群节点',
  },
  /** The names of the registry's quotas are the names that GetLimit returns. */
  namespace: {
    default: 10,
    per: 'account',
    codeDesc: 'QuotaMaxNamespaceLimit',
    refuses: ['CreateCCRNamespace'],
    section: '镜像仓库相关接口/查询用户配额',
  },
  repo: {
    default: 100,
    per: 'account',
    codeDesc: 'QuotaMaxRepoLimit',
    refuses: ['CreateRepository'],
    section: '镜像仓库相关接口/查询用户配额',
  },
  /** If the repository has a retention strategy, tags are deleted to make room. */
  tag: {
    default: 100,
    per: 'repository',
    codeDesc: 'QuotaMaxTagLimit',
    refuses: ['DuplicateImage'],
    section: '镜像仓库相关接口/查询用户配额',
  },
  triggers: {
    default: 10,
    per: 'account',
    codeDesc: 'QuotaMaxTriggerLimit',
    refuses: ['AddUpdateServiceTrigger'],
    section: '镜像仓库相关接口/查询用户配额',
  },
} as const satisfies Readonly<Record<string, Quota>>

export type QuotaName = keyof typeof quotas
