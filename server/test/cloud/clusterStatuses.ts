import type { RequestOf } from '../../../src/contract/action'
import type { CreateCluster } from '../../../src/contract/actions/clusters/clusters'
import { testCloud } from './cloud'
import { clusterNamed, machineIn } from './purchases'

export type Cloud = Awaited<ReturnType<typeof testCloud>>

const { machine } = machineIn()

/** Creates a cluster of one node. */
export async function createCluster(
  cloud: Cloud,
  params: RequestOf<typeof CreateCluster> = clusterNamed('one'),
) {
  const { clusterId } = await cloud.call('CreateCluster', params)
  return clusterId
}

/** Creates a cluster of one node and waits until it runs. */
export async function runningCluster(cloud: Cloud) {
  const clusterId = await createCluster(cloud)
  cloud.clock.pass(60)
  return clusterId
}

type Options = Parameters<typeof testCloud>[0]

/** A cluster with the cloud that it is in. */
export interface ClusterOfStatus {
  cloud: Cloud
  clusterId: string
  region?: string
}

/** Creates a cluster in each status of the simulation; no action leads to Upgrading. */
export const clusterOfStatus = {
  Creating: async (options?: Options) => {
    const cloud = await testCloud(options)
    return { cloud, clusterId: await createCluster(cloud) }
  },
  Running: async (options?: Options) => {
    const cloud = await testCloud(options)
    return { cloud, clusterId: await runningCluster(cloud) }
  },
  Scaling: async (options?: Options) => {
    const cloud = await testCloud(options)
    const clusterId = await runningCluster(cloud)
    await cloud.call('AddClusterInstances', { ...machine, clusterId })
    return { cloud, clusterId }
  },
  Deleting: async (options?: Options) => {
    const cloud = await testCloud(options)
    const clusterId = await runningCluster(cloud)
    await cloud.call('DeleteCluster', { clusterId })
    return { cloud, clusterId }
  },
  Abnormal: async (options?: Options) => {
    const cloud = await testCloud(options)
    const clusterId = await createCluster(cloud, {
      ...clusterNamed('one'),
      clusterName: 'fault-task',
    })
    cloud.clock.pass(60)
    return { cloud, clusterId }
  },
  Isolated: async (options?: Options) => {
    const cloud = await testCloud({ ...options, world: 'demo' })
    const region = 'ca'
    const { clusters } = await cloud.call('DescribeCluster', { status: 'Isolated' }, { region })
    return { cloud, clusterId: clusters[0]?.clusterId ?? '', region }
  },
} as const satisfies Record<string, (options?: Options) => Promise<ClusterOfStatus>>

export type ClusterStatus = keyof typeof clusterOfStatus
