import type { ActionName } from '../../../src/contract/index'
import { requirePresent } from '../outcomes'
import { missingNode } from './own'

/** Resources that requests name; undefined for resources that the endpoint lacks. */
export interface Place {
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
export const anywhere: Place = {
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

const cluster = ({ clusterId }: Place) => ({
  clusterId: requirePresent(clusterId, 'there is no cluster'),
})

const service = (place: Place) => ({
  ...cluster(place),
  serviceName: requirePresent(place.serviceName, 'there is no service'),
  namespace: requirePresent(place.namespace, 'there is no namespace'),
})

const node = (place: Place) => requirePresent(place.node, 'there is no node')
const instance = (place: Place) => requirePresent(place.instance, 'there is no instance')
const reponame = (place: Place) => requirePresent(place.reponame, 'there is no repository')
const repository = (place: Place) => ({ reponame: reponame(place) })
const trigger = (place: Place) => ({
  triggerName: requirePresent(place.triggerName, 'there is no trigger'),
})
const favourite = (place: Place) => ({ ...repository(place), repotype: 'QCLOUD HUB' })
const image = (place: Place, tag: string) => `${reponame(place)}:${tag}`
const newName = (place: Place) => requirePresent(place.newName, 'nothing may be created')

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
  CreateCluster: (place: Place) => ({
    ...missingMachine,
    ...clusterSettings(newName(place)),
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

/** A valid request of each action for the resources of a place. */
export const validRequests: { readonly [N in ActionName]?: (place: Place) => Params } = {
  ...harmless,
  DescribeCluster: () => ({}),
  DescribeClusterInstances: cluster,
  DescribeClusterNameSpaces: cluster,
  DescribeClusterService: cluster,
  DescribeClusterServiceInfo: service,
  DescribeServiceEvent: service,
  DescribeServiceInstance: service,
  DescribeClusterTaskResult: (place) => ({ requestId: place.requestId ?? 1 }),
  CheckClusterCIDR: (place) => ({
    vpcId: requirePresent(place.vpcId, 'there is no VPC'),
    clusterCIDR: '10.253.0.0/16',
  }),
  GetMonitorData: (place) => ({
    namespace: 'qce/cvm',
    metricName: 'dc_cpu_usage',
    dimensions: [{ name: 'docker_clusterid', value: cluster(place).clusterId }],
  }),
  SearchUserRepository: () => ({}),
  GetRepositoryInfo: repository,
  RepositoryisExists: repository,
  GetTagList: repository,
  GetAutoDelStrategy: repository,
  GetLimit: () => ({}),
  ListTrigger: () => ({}),

  CreateClusterNamespace: (place) => ({
    ...cluster(place),
    name: newName(place),
    description: 'Made by a conformance check',
  }),
  DeleteClusterNamespace: (place) => ({ ...cluster(place), names: [newName(place)] }),
  CreateClusterService: (place) => ({
    ...service(place),
    ...settings,
    serviceName: newName(place),
  }),
  ModifyClusterService: (place) => ({
    ...service(place),
    ...settings,
    strategy: 'RollingUpdate',
    minReadySeconds: 1,
  }),
  ModifyClusterServiceImage: (place) => ({ ...service(place), image: 'nginx:1.17' }),
  ModifyServiceDescription: (place) => ({ ...service(place), description: 'changed' }),
  ModifyServiceReplicas: (place) => ({ ...service(place), scaleTo: 1 }),
  PauseClusterService: service,
  ResumeClusterService: service,
  RollBackClusterService: service,
  RedeployClusterService: service,
  DeleteClusterService: service,
  DeleteInstances: (place) => {
    const { clusterId, namespace } = service(place)
    return { clusterId, namespace, instances: [instance(place)] }
  },
  ModifyClusterNodeLabel: (place) => ({
    ...cluster(place),
    instanceId: node(place),
    labels: [{ key: 'tier', value: 'front' }],
  }),

  CreateRepository: (place) => ({
    reponame: requirePresent(place.newRepository, 'there is no namespace in the registry'),
    public: 0,
    description: 'new',
  }),
  BatchDeleteRepository: (place) => ({ reponames: [reponame(place)] }),
  UpdateRepositoryDesc: (place) => ({ ...repository(place), description: 'changed' }),
  UpdateRepositoryPublic: (place) => ({ ...repository(place), public: 0 }),
  DuplicateImage: (place) => ({
    src_image: image(place, requirePresent(place.tag, 'there is no tag')),
    dest_image: image(place, 'copy'),
  }),
  BatchDeleteTag: (place) => ({ ...repository(place), tags: ['none'] }),
  SetAutoDelStrategy: (place) => ({ ...repository(place), type: 'keep_last_nums', val: 50 }),
  CloseAutoDelStrategy: repository,
  AddUpdateServiceTrigger: (place) => ({
    ...service(place),
    ...repository(place),
    triggerName: newName(place),
    invokeMethod: 'taglist',
    invokeExpr: 'v1;v2',
    containerName: requirePresent(place.containerName, 'there is no container'),
    clusterRegion: requirePresent(place.clusterRegion, 'there is no region number'),
  }),
  ModifyUpdateServiceTrigger: (place) => ({ ...trigger(place), invokeMethod: 'all' }),
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
  ModifyServiceLabels: (place) => ({ ...service(place), labels: { team: 'front' } }),
  ModifyNamespaceDescription: (place) => ({
    ...cluster(place),
    name: requirePresent(place.namespace, 'there is no namespace'),
    description: 'changed',
  }),
  ModifyClusterNodeSchedulable: (place) => ({
    ...cluster(place),
    instanceIds: [node(place)],
    unschedulable: 1,
  }),
  DrainClusterNode: (place) => ({
    ClusterId: cluster(place).clusterId,
    InstanceId: node(place),
    DryRun: 1,
  }),
  CreateCCRNamespace: (place) => ({ namespace: newName(place) }),
  DeleteUserNamespace: (place) => ({ namespace: newName(place) }),
  AddFavor: favourite,
  DeleteFavor: favourite,
  BatchDeleteFavor: (place) => ({ favors: [favourite(place)] }),
}
