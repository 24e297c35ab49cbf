import type { ActionName } from '../../../src/contract/index'
import { requirePresent } from '../outcomes'
import { missingNode } from './own'

/** Resources that requests name; undefined for resources that the endpoint lacks. */
export interface TargetResources {
  clusterId?: string | undefined
  /** Number of the cluster's region. */
  clusterRegion?: number | undefined
  namespace?: string | undefined
  serviceName?: string | undefined
  instance?: string | undefined
  containerName?: string | undefined
  node?: string | undefined
  reponame?: string | undefined
  tag?: string | undefined
  triggerName?: string | undefined
  /** ID of a task. */
  requestId?: number | undefined
  vpcId?: string | undefined
  /** Name for resources that requests create. */
  newName?: string | undefined
  /** Name for a repository that requests create, as `namespace/name`. */
  newRepository?: string | undefined
}

/** Placeholder names that make every request complete. */
export const anywhere: TargetResources = {
  clusterId: 'cls-00000000',
  clusterRegion: 1,
  namespace: 'namespace',
  serviceName: 'service',
  instance: 'instance',
  containerName: 'app',
  node: 'node',
  reponame: 'namespace/app',
  tag: 'tag',
  triggerName: 'trigger',
  vpcId: 'vpc-00000000',
  newName: 'gantry-new',
  newRepository: 'gantry/new',
}

type Params = Readonly<Record<string, unknown>>

const cluster = ({ clusterId }: TargetResources) => ({
  clusterId: requirePresent(clusterId, 'there is no cluster'),
})

const service = (resources: TargetResources) => ({
  ...cluster(resources),
  serviceName: requirePresent(resources.serviceName, 'there is no service'),
  namespace: requirePresent(resources.namespace, 'there is no namespace'),
})

const node = (resources: TargetResources) => requirePresent(resources.node, 'there is no node')
const instance = (resources: TargetResources) =>
  requirePresent(resources.instance, 'there is no instance')
const reponame = (resources: TargetResources) =>
  requirePresent(resources.reponame, 'there is no repository')
const repository = (resources: TargetResources) => ({ reponame: reponame(resources) })
const trigger = (resources: TargetResources) => ({
  triggerName: requirePresent(resources.triggerName, 'there is no trigger'),
})
const favourite = (resources: TargetResources) => ({
  ...repository(resources),
  repotype: 'QCLOUD HUB',
})
const image = (resources: TargetResources, tag: string) => `${reponame(resources)}:${tag}`
const newName = (resources: TargetResources) =>
  requirePresent(resources.newName, 'nothing may be created')

/** Settings that use most parameters of a service. */
const settings = {
  replicas: 1,
  accessType: 'ClusterIP',
  portMappings: [{ lbPort: 80, containerPort: 80, protocol: 'TCP' }],
  volumes: [{ name: 'scratch', volumeType: 'hostPath' }],
  containers: [
    {
      containerName: 'app',
      image: 'nginx:1.16',
      cpu: 100,
      memory: 64,
      envs: [{ name: 'MODE', value: 'conformance' }],
      volumeMounts: [{ volumeName: 'scratch', mountPath: '/scratch', mode: 'rw' }],
      healthCheck: [{ type: 'readyCheck', checkMethod: 'methodTcp', port: 80 }],
    },
  ],
  nodeAffinity: [{ key: 'gantry-conformance', operator: 'DoesNotExist' }],
} as const

/** The smallest machine, billed by the hour. */
export const leastMachine = {
  cpu: 2,
  mem: 4,
  bandwidthType: 'PayByTraffic',
  bandwidth: 1,
  isVpcGateway: 0,
  rootSize: 50,
  storageSize: 0,
} as const

/** A machine in a network that does not exist. */
export const missingMachine = {
  ...leastMachine,
  subnetId: 'subnet-00000000',
  zoneId: '100002',
} as const

export const missingCluster = 'cls-00000000'
export const missingVpc = 'vpc-00000000'

/** Settings of a cluster with one machine. */
export const clusterSettings = (clusterName: string) =>
  ({
    clusterName,
    clusterDesc: 'Made by a conformance check, 测试',
    clusterCIDR: '10.254.0.0/16',
    ignoreClusterCIDRConflict: 1,
    goodsNum: 1,
    osName: 'ubuntu16.04.1 LTSx86_64',
  }) as const

/**
 * Requests that buy, reinstall or return machines name only nonexistent resources, so that they
 * have no effect even if the endpoint overlooks their fault.
 */
const harmless = {
  CreateCluster: (resources: TargetResources) => ({
    ...missingMachine,
    ...clusterSettings(newName(resources)),
    vpcId: missingVpc,
  }),
  AddClusterInstances: () => ({ ...missingMachine, clusterId: missingCluster, goodsNum: 1 }),
  DeleteCluster: () => ({ clusterId: missingCluster, nodeDeleteMode: 'RemoveOnly' }),
  DeleteClusterInstances: () => ({
    clusterId: missingCluster,
    instanceIds: [missingNode],
    nodeDeleteMode: 'RemoveOnly',
  }),
  AddClusterInstancesFromExistedCvm: () => ({
    clusterId: missingCluster,
    instanceIds: [missingNode],
  }),
  ModifyClusterAttributes: () => ({ clusterId: missingCluster, clusterDesc: 'changed' }),
  UpdateInstanceBandwidthHour: () => ({ instanceId: missingNode, bandwidth: 2 }),
} as const

/** A valid request of each action for the given resources. */
export const validRequests: {
  readonly [N in ActionName]?: (resources: TargetResources) => Params
} = {
  ...harmless,
  DescribeCluster: () => ({}),
  DescribeClusterInstances: cluster,
  DescribeClusterNameSpaces: cluster,
  DescribeClusterService: cluster,
  DescribeClusterServiceInfo: service,
  DescribeServiceEvent: service,
  DescribeServiceInstance: service,
  DescribeClusterTaskResult: (resources) => ({ requestId: resources.requestId ?? 1 }),
  CheckClusterCIDR: (resources) => ({
    vpcId: requirePresent(resources.vpcId, 'there is no VPC'),
    clusterCIDR: '10.253.0.0/16',
  }),
  GetMonitorData: (resources) => ({
    namespace: 'qce/cvm',
    metricName: 'dc_cpu_usage',
    dimensions: [{ name: 'docker_clusterid', value: cluster(resources).clusterId }],
  }),
  SearchUserRepository: () => ({}),
  GetRepositoryInfo: repository,
  RepositoryisExists: repository,
  GetTagList: repository,
  GetAutoDelStrategy: repository,
  GetLimit: () => ({}),
  ListTrigger: () => ({}),

  CreateClusterNamespace: (resources) => ({
    ...cluster(resources),
    name: newName(resources),
    description: 'Made by a conformance check',
  }),
  DeleteClusterNamespace: (resources) => ({ ...cluster(resources), names: [newName(resources)] }),
  CreateClusterService: (resources) => ({
    ...service(resources),
    ...settings,
    serviceName: newName(resources),
  }),
  ModifyClusterService: (resources) => ({
    ...service(resources),
    ...settings,
    strategy: 'RollingUpdate',
    minReadySeconds: 1,
  }),
  ModifyClusterServiceImage: (resources) => ({ ...service(resources), image: 'nginx:1.17' }),
  ModifyServiceDescription: (resources) => ({ ...service(resources), description: 'changed' }),
  ModifyServiceReplicas: (resources) => ({ ...service(resources), scaleTo: 1 }),
  PauseClusterService: service,
  ResumeClusterService: service,
  RollBackClusterService: service,
  RedeployClusterService: service,
  DeleteClusterService: service,
  DeleteInstances: (resources) => {
    const { clusterId, namespace } = service(resources)
    return { clusterId, namespace, instances: [instance(resources)] }
  },
  ModifyClusterNodeLabel: (resources) => ({
    ...cluster(resources),
    instanceId: node(resources),
    labels: [{ key: 'tier', value: 'front' }],
  }),

  CreateRepository: (resources) => ({
    reponame: requirePresent(resources.newRepository, 'there is no namespace in the registry'),
    public: 0,
    description: 'new',
  }),
  BatchDeleteRepository: (resources) => ({ reponames: [reponame(resources)] }),
  UpdateRepositoryDesc: (resources) => ({ ...repository(resources), description: 'changed' }),
  UpdateRepositoryPublic: (resources) => ({ ...repository(resources), public: 0 }),
  DuplicateImage: (resources) => ({
    src_image: image(resources, requirePresent(resources.tag, 'there is no tag')),
    dest_image: image(resources, 'copy'),
  }),
  BatchDeleteTag: (resources) => ({ ...repository(resources), tags: ['none'] }),
  SetAutoDelStrategy: (resources) => ({
    ...repository(resources),
    type: 'keep_last_nums',
    val: 50,
  }),
  CloseAutoDelStrategy: repository,
  AddUpdateServiceTrigger: (resources) => ({
    ...service(resources),
    ...repository(resources),
    triggerName: newName(resources),
    invokeMethod: 'taglist',
    invokeExpr: 'v1;v2',
    containerName: requirePresent(resources.containerName, 'there is no container'),
    clusterRegion: requirePresent(resources.clusterRegion, 'there is no region number'),
  }),
  ModifyUpdateServiceTrigger: (resources) => ({ ...trigger(resources), invokeMethod: 'all' }),
  DeleteUpdateServiceTrigger: trigger,
  ChangePassword: () => ({ password: 'aPassword9' }),

  // Not in the API document.
  DescribeClusterRequestLimitInfo: cluster,
  DescribeInstanceLog: service,
  DescribeClusterServiceText: service,
  DescribeExistedCvmForAddClusterInstances: cluster,
  DescribeZones: () => ({}),
  DescribeVpcEx: () => ({}),
  DescribeSubnetEx: () => ({}),
  DescribeSecurityGroupEx: () => ({}),
  DescribeKeyPairs: () => ({}),
  DescribeCbsStorages: () => ({}),
  DescribeInstances: () => ({}),
  DescribeProject: () => ({}),
  GetNamespaceInfo: () => ({}),
  NamespaceIsExists: () => ({ namespace: 'gantry-missing' }),
  GetFavor: () => ({}),
  ListTriggerLog: repository,
  ModifyServiceLabels: (resources) => ({ ...service(resources), labels: { team: 'front' } }),
  ModifyNamespaceDescription: (resources) => ({
    ...cluster(resources),
    name: requirePresent(resources.namespace, 'there is no namespace'),
    description: 'changed',
  }),
  ModifyClusterNodeSchedulable: (resources) => ({
    ...cluster(resources),
    instanceIds: [node(resources)],
    unschedulable: 1,
  }),
  DrainClusterNode: (resources) => ({
    ClusterId: cluster(resources).clusterId,
    InstanceId: node(resources),
    DryRun: 1,
  }),
  CreateCCRNamespace: (resources) => ({ namespace: newName(resources) }),
  DeleteUserNamespace: (resources) => ({ namespace: newName(resources) }),
  AddFavor: favourite,
  DeleteFavor: favourite,
  BatchDeleteFavor: (resources) => ({ favors: [favourite(resources)] }),
}
