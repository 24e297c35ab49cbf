import type * as z from 'zod/mini'
import type { clusterStatus } from '../actions/clusters/clusterInfo'
import type { clusterNamespace } from '../actions/clusters/namespaces'
import type { serviceStatus } from '../actions/services/serviceInfo'

/**
 * The statuses in which an action is allowed: one table for the cloud's refusals and for disabled
 * buttons with their reason. Pure data, separate from the actions, so that pages needn't load the
 * actions' schemas.
 */

type ClusterStatus = z.output<typeof clusterStatus>
type ServiceStatus = z.output<typeof serviceStatus>
type NamespaceStatus = z.output<typeof clusterNamespace>['status']

/** Why an action is not allowed now; the translation key of the reason. */
export type FailedPrecondition =
  | 'clusterMustRun'
  | 'clusterMustRest'
  | 'clusterMustServe'
  | 'clusterIsDeleting'
  | 'isPaused'
  | 'notPaused'
  | 'serviceIsDeleting'
  | 'namespaceIsBuiltIn'
  | 'namespaceIsDeleting'

interface Condition<Status> {
  statuses: readonly Status[]
  precondition: FailedPrecondition
}

/** 扩展集群节点, 添加已有云主机: "当集群 status 为 Running 时，才能调用此接口". */
const whileRunning = { statuses: ['Running'], precondition: 'clusterMustRun' } as const

/** 删除集群, 删除集群节点: "当集群 status 为 Running，Isolated，Abnormal 时，才能调用此接口". */
const whileStable = {
  statuses: ['Running', 'Isolated', 'Abnormal'],
  precondition: 'clusterMustRest',
} as const

/**
 * Not documented: the contents of a cluster can be changed while the cluster works, also while
 * nodes are added or removed.
 */
const whileServing = { statuses: ['Running', 'Scaling'], precondition: 'clusterMustServe' } as const

const mustStay = {
  statuses: ['Creating', 'Running', 'Scaling', 'Upgrading', 'Isolated', 'Abnormal'],
  precondition: 'clusterIsDeleting',
} as const

/** Required status of the cluster. */
export const clusterConditions = {
  DeleteCluster: whileStable,
  AddClusterInstances: whileRunning,
  AddClusterInstancesFromExistedCvm: whileRunning,
  DeleteClusterInstances: whileStable,
  ModifyClusterAttributes: mustStay,
  ModifyClusterNodeLabel: whileServing,
  ModifyClusterNodeSchedulable: whileServing,
  DrainClusterNode: whileServing,
  CreateClusterNamespace: whileServing,
  DeleteClusterNamespace: whileServing,
  ModifyNamespaceDescription: whileServing,
  CreateClusterService: whileServing,
  ModifyClusterService: whileServing,
  ModifyClusterServiceImage: whileServing,
  ModifyServiceDescription: whileServing,
  ModifyServiceLabels: whileServing,
  ModifyServiceReplicas: whileServing,
  PauseClusterService: whileServing,
  ResumeClusterService: whileServing,
  RollBackClusterService: whileServing,
  RedeployClusterService: whileServing,
  DeleteClusterService: whileServing,
  DeleteInstances: whileServing,
} as const satisfies Readonly<Record<string, Condition<ClusterStatus>>>

/** Required status of the service; actions that are not listed are allowed in every status. */
export const serviceConditions = {
  PauseClusterService: {
    statuses: ['Normal', 'Abnormal', 'Waiting', 'Updating', 'RollingBack'],
    precondition: 'isPaused',
  },
  ResumeClusterService: { statuses: ['Paused'], precondition: 'notPaused' },
} as const satisfies Readonly<Record<string, Condition<ServiceStatus>>>

/** Required status of the namespace. */
export const namespaceConditions = {
  CreateClusterService: { statuses: ['Active'], precondition: 'namespaceIsDeleting' },
} as const satisfies Readonly<Record<string, Condition<NamespaceStatus>>>

/** Required `cvmState` of machines: 添加已有云主机: "当前云主机状态为正常或关机，才能调用此接口". */
export const machineConditions = {
  AddClusterInstancesFromExistedCvm: { statuses: [2, 4] },
} as const

/** All statuses in the tables; endpoints may use others. */
const knownStatuses: ReadonlySet<string> = new Set(
  [
    ...Object.values(clusterConditions),
    ...Object.values(serviceConditions),
    ...Object.values(namespaceConditions),
  ].flatMap(({ statuses }): readonly string[] => statuses),
)
  .add('Deleting')
  .add('Terminating')

/** An unknown status fails no precondition here: the endpoint decides. */
function failedPreconditionIn<Why extends FailedPrecondition>(
  { statuses, precondition }: { statuses: readonly string[]; precondition: Why },
  status: string,
): Why | undefined {
  return !knownStatuses.has(status) || statuses.includes(status) ? undefined : precondition
}

export type ClusterAction = keyof typeof clusterConditions
export type ServiceAction = keyof typeof serviceConditions

/**
 * Returns why a cluster's status forbids an action on it or in it; undefined if the action is
 * allowed.
 */
export const failedClusterPrecondition = (action: ClusterAction, status: string) =>
  failedPreconditionIn<(typeof clusterConditions)[ClusterAction]['precondition']>(
    clusterConditions[action],
    status,
  )

/** Returns why a service's status forbids an action on it; undefined if the action is allowed. */
export const failedServicePrecondition = (action: ServiceAction, status: string) =>
  failedPreconditionIn<(typeof serviceConditions)[ServiceAction]['precondition']>(
    serviceConditions[action],
    status,
  )

/**
 * Whether a service is being deleted. The document has no such status: the service is listed as
 * Waiting without desired instances. Endpoints may use a status of their own.
 */
export const isServiceBeingDeleted = ({
  status,
  desiredReplicas,
}: {
  status: string
  desiredReplicas: number
}): boolean =>
  status === 'Deleting' ||
  status === 'Terminating' ||
  (status === 'Waiting' && desiredReplicas === 0)

/** Built-in namespaces, which can't be deleted (api-facts.md 5.3). */
export const builtInNamespaces = ['default', 'kube-system'] as const

/** Returns why a namespace can't be deleted; undefined if it can. */
export const failedNamespacePrecondition = (name: string): FailedPrecondition | undefined =>
  builtInNamespaces.some((item) => item === name) ? 'namespaceIsBuiltIn' : undefined

/**
 * Returns why a namespace's status forbids creating resources in it; undefined if it is allowed.
 */
export const failedNamespaceStatusPrecondition = (status: string) =>
  failedPreconditionIn<'namespaceIsDeleting'>(namespaceConditions.CreateClusterService, status)
