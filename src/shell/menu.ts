import type { ActionName } from '../contract/index'
import {
  IconBell,
  IconBolt,
  IconChart,
  IconHistory,
  IconOverview,
  IconPackage,
  IconServer,
  IconSettings,
  IconStack,
} from '../ui/theme/icons'

/**
 * Navigation entries in display order; a divider precedes the second group. `actions` are those
 * that the pages below `path` call: the entry is hidden if the account supports none of them. Pages
 * of the console's own data list none and are always shown.
 */
export const menu = [
  { path: '/overview', label: 'overview', icon: IconOverview, group: 1, actions: [] },
  {
    path: '/clusters',
    label: 'clusters',
    icon: IconServer,
    group: 1,
    actions: [
      'DescribeCluster',
      'CreateCluster',
      'DeleteCluster',
      'ModifyClusterAttributes',
      'CheckClusterCIDR',
      'DescribeClusterInstances',
      'AddClusterInstances',
      'AddClusterInstancesFromExistedCvm',
      'DeleteClusterInstances',
      'ModifyClusterNodeLabel',
      'ModifyClusterNodeSchedulable',
      'DrainClusterNode',
      'DescribeClusterRequestLimitInfo',
      'DescribeClusterNameSpaces',
      'CreateClusterNamespace',
      'DeleteClusterNamespace',
      'ModifyNamespaceDescription',
    ],
  },
  {
    path: '/services',
    label: 'services',
    icon: IconStack,
    group: 1,
    actions: [
      'DescribeClusterService',
      'DescribeClusterServiceInfo',
      'DescribeClusterServiceText',
      'CreateClusterService',
      'ModifyClusterService',
      'DeleteClusterService',
      'ModifyServiceDescription',
      'ModifyServiceLabels',
      'ModifyServiceReplicas',
      'ModifyClusterServiceImage',
      'PauseClusterService',
      'ResumeClusterService',
      'RollBackClusterService',
      'RedeployClusterService',
      'DescribeServiceEvent',
      'DescribeServiceInstance',
      'DescribeInstanceLog',
      'DeleteInstances',
    ],
  },
  {
    path: '/registry',
    label: 'registry',
    icon: IconPackage,
    group: 1,
    actions: [
      'SearchUserRepository',
      'GetRepositoryInfo',
      'RepositoryisExists',
      'CreateRepository',
      'BatchDeleteRepository',
      'UpdateRepositoryDesc',
      'UpdateRepositoryPublic',
      'GetTagList',
      'DuplicateImage',
      'BatchDeleteTag',
      'GetAutoDelStrategy',
      'SetAutoDelStrategy',
      'CloseAutoDelStrategy',
      'GetNamespaceInfo',
      'NamespaceIsExists',
      'CreateCCRNamespace',
      'DeleteUserNamespace',
      'GetFavor',
      'AddFavor',
      'DeleteFavor',
      'BatchDeleteFavor',
      'GetLimit',
      'ChangePassword',
    ],
  },
  {
    path: '/triggers',
    label: 'triggers',
    icon: IconBolt,
    group: 1,
    actions: [
      'ListTrigger',
      'ListTriggerLog',
      'AddUpdateServiceTrigger',
      'ModifyUpdateServiceTrigger',
      'DeleteUpdateServiceTrigger',
    ],
  },
  {
    path: '/monitoring',
    label: 'monitoring',
    icon: IconChart,
    group: 1,
    actions: ['GetMonitorData'],
  },
  { path: '/tasks', label: 'tasks', icon: IconBell, group: 2, actions: [] },
  { path: '/audit', label: 'audit', icon: IconHistory, group: 2, actions: [] },
  { path: '/settings', label: 'settings', icon: IconSettings, group: 2, actions: [] },
] as const satisfies readonly {
  path: string
  actions: readonly ActionName[]
  [fact: string]: unknown
}[]

/** The entry to which a path belongs. */
export const entryOf = (path: string) =>
  menu.find((item) => path === item.path || path.startsWith(`${item.path}/`))
