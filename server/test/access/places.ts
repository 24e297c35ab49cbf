import type { Fixture } from './fixture'

/** A service in a cluster of the demo world, with a repository and other related resources. */
export interface DemoResources {
  region: string
  clusterRegion: number
  clusterId: string
  namespace: string
  serviceName: string
  /** A paused service. */
  paused: string
  pod: string
  nodeId: string
  /** A machine of the region that is billed by the hour. */
  hourly: string
  registryNamespace: string
  reponame: string
  triggerName: string
  /** A machine that can be added to the cluster, if the world has one. */
  spare: string
}

interface Spec {
  region: string
  clusterRegion: 1 | 8
  clusterName: string
  namespace: string
  /** Prefix of the names of created resources. */
  prefix: string
  /** Whether the services have a privileged container. */
  isPrivileged?: boolean
}

/**
 * Creates services, and a repository with tags, a retention rule and a trigger that updates one of
 * the services.
 */
export async function demoResourcesIn({ cloud }: Fixture, spec: Spec): Promise<DemoResources> {
  const { region, clusterRegion, clusterName, namespace, prefix, isPrivileged } = spec
  const { call, clock } = cloud
  const there = { region }
  const { clusters } = await call('DescribeCluster', { clusterName }, there)
  const clusterId = clusters[0]?.clusterId ?? ''
  const serviceName = `${prefix}-calm`
  const paused = `${prefix}-paused`
  const registryNamespace = `${prefix}ns`
  const reponame = `${registryNamespace}/app`
  const triggerName = `${prefix}-trigger`
  for (const name of [serviceName, paused]) {
    const serviceParams = { clusterId, namespace, serviceName: name }
    const host = isPrivileged && { privileged: true }
    const containers = [{ containerName: 'app', image: 'nginx:1.13', ...host }]
    const service = { ...serviceParams, replicas: 1, accessType: 'None' as const, containers }
    await call('CreateClusterService', service, there)
    clock.pass(120)
    await call('ModifyClusterServiceImage', { ...serviceParams, image: 'nginx:1.15' }, there)
    clock.pass(240)
  }
  await call('PauseClusterService', { clusterId, namespace, serviceName: paused }, there)
  await call('CreateCCRNamespace', { namespace: registryNamespace })
  await call('CreateRepository', { reponame, public: 1 })
  for (const tag of ['1.0', '1.1']) {
    const src_image = 'shop/storefront:2.14.3'
    await call('DuplicateImage', { src_image, dest_image: `${reponame}:${tag}` })
  }
  await call('SetAutoDelStrategy', { reponame, type: 'keep_last_nums', val: 50 })
  await call('AddFavor', { reponame, repotype: 'QCLOUD HUB' })
  await call('AddUpdateServiceTrigger', {
    ...{ triggerName, reponame, invokeMethod: 'all', clusterRegion },
    ...{ clusterId, namespace, serviceName, containerName: 'app' },
  })
  const service = { clusterId, namespace, serviceName }
  const { instances } = await call('DescribeServiceInstance', service, there)
  const { nodes } = await call('DescribeClusterInstances', { clusterId }, there)
  const machines = await call('DescribeExistedCvmForAddClusterInstances', { clusterId }, there)
  const spare = machines.deviceList.find((device) => device.usable)?.instanceId ?? 'ins-none'
  const [pod = ''] = instances.map(({ name }) => name)
  const [nodeId = ''] = nodes.map((node) => node.instanceId)
  const { instanceSet } = await call('DescribeInstances', { limit: 100 }, there)
  const hourly = instanceSet.find((machine) => machine.cvmPayMode === 2)?.unInstanceId ?? 'ins-none'
  return {
    hourly,
    ...{ region, clusterRegion, clusterId, namespace, serviceName, paused, pod, nodeId },
    ...{ registryNamespace, reponame, triggerName, spare },
  }
}
