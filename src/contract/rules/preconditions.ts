import type * as z from 'zod/mini'
import type { clusterStatus } from '../actions/clusters/clusterInfo'
import type { serviceStatus } from '../actions/services/serviceInfo'

/**
 * In which statuses an action may be called: one table for the cloud's refusals and for buttons that
 * say beforehand why they cannot be used. Pure data, kept apart from the actions so that a page can
 * ask without loading their schemas.
 */

type ClusterStatus = z.output<typeof clusterStatus>
type ServiceStatus = z.output<typeof serviceStatus>

/** Why an action is not allowed now; the key of its words. */
export type Obstacle =
  | 'clusterMustRun'
  | 'clusterMustRest'
  | 'clusterMustServe'
  | 'clusterIsDeleting'
  | 'isPaused'
  | 'notPaused'
  | 'namespaceIsBuiltIn'
  | 'namespaceIsDeleting'

interface Condition<Status> {
  statuses: readonly Status[]
  obstacle: Obstacle
}

/** 扩展集群节点, 添加已有云主机: "当集群 status 为 Running 时，才能调用此接口". */
const mustRun = { statuses: ['Running'], obstacle: 'clusterMustRun' } as const

/** 删除集群, 删除集群节点: "当集群 status 为 Running，Isolated，Abnormal 时，才能调用此接口". */
const mustRest = {
  statuses: ['Running', 'Isolated', 'Abnormal'],
  obstacle: 'clusterMustRest',
} as const

/** The document is silent: what is in a cluster can be changed while it works, also while nodes come and go. */
const mustServe = { statuses: ['Running', 'Scaling'], obstacle: 'clusterMustServe' } as const

const mustStay = {
  statuses: ['Creating', 'Running', 'Scaling', 'Upgrading', 'Isolated', 'Abnormal'],
  obstacle: 'clusterIsDeleting',
} as const

/** What the cluster's status has to be. */
export const clusterConditions = {
  DeleteCluster: mustRest,
  AddClusterInstances: mustRun,
  AddClusterInstancesFromExistedCvm: mustRun,
  DeleteClusterInstances: mustRest,
  ModifyClusterAttributes: mustStay,
  ModifyClusterNodeLabel: mustServe,
  ModifyClusterNodeSchedulable: mustServe,
  DrainClusterNode: mustServe,
  CreateClusterNamespace: mustServe,
  DeleteClusterNamespace: mustServe,
  ModifyNamespaceDescription: mustServe,
  CreateClusterService: mustServe,
  ModifyClusterService: mustServe,
  ModifyClusterServiceImage: mustServe,
  ModifyServiceDescription: mustServe,
  ModifyServiceLabels: mustServe,
  ModifyServiceReplicas: mustServe,
  PauseClusterService: mustServe,
  ResumeClusterService: mustServe,
  RollBackClusterService: mustServe,
  RedeployClusterService: mustServe,
  DeleteClusterService: mustServe,
  DeleteInstances: mustServe,
} as const satisfies Readonly<Record<string, Condition<ClusterStatus>>>

/** What the service's own status has to be; actions that are not here can be called in every one. */
export const serviceConditions = {
  PauseClusterService: {
    statuses: ['Normal', 'Abnormal', 'Waiting', 'Updating', 'RollingBack'],
    obstacle: 'isPaused',
  },
  ResumeClusterService: { statuses: ['Paused'], obstacle: 'notPaused' },
} as const satisfies Readonly<Record<string, Condition<ServiceStatus>>>

/** Every status that the conditions speak of; an endpoint may know others. */
const knownStatuses: ReadonlySet<string> = new Set(
  [...Object.values(clusterConditions), ...Object.values(serviceConditions)].flatMap(
    ({ statuses }): readonly string[] => statuses,
  ),
).add('Deleting')

/** A status that is not known here says nothing: the endpoint has to decide. */
function obstacleIn<Why extends Obstacle>(
  { statuses, obstacle }: { statuses: readonly string[]; obstacle: Why },
  status: string,
): Why | undefined {
  return !knownStatuses.has(status) || statuses.includes(status) ? undefined : obstacle
}

export type ClusterAction = keyof typeof clusterConditions
export type ServiceAction = keyof typeof serviceConditions

/** Why an action cannot be called on or in a cluster of this status; undefined: it can. */
export const clusterObstacle = (action: ClusterAction, status: string) =>
  obstacleIn<(typeof clusterConditions)[ClusterAction]['obstacle']>(
    clusterConditions[action],
    status,
  )

/** Why an action cannot be called on a service of this status; undefined: its status allows it. */
export const serviceObstacle = (action: ServiceAction, status: string) =>
  obstacleIn<(typeof serviceConditions)[ServiceAction]['obstacle']>(
    serviceConditions[action],
    status,
  )

/** Namespaces that every cluster is made with and that cannot be deleted (api-facts.md 5.3). */
export const builtInNamespaces = ['default', 'kube-system'] as const

/** Why a namespace of this name cannot be deleted; undefined: it can. */
export const namespaceObstacle = (name: string): Obstacle | undefined =>
  builtInNamespaces.some((one) => one === name) ? 'namespaceIsBuiltIn' : undefined

/** Why nothing new can be put into a namespace of this status; undefined: it can. */
export const namespaceStatusObstacle = (status: string) =>
  status === 'Terminating' ? ('namespaceIsDeleting' as const) : undefined
