import type { RequestOf } from '../../../src/contract/action'
import type { CreateClusterService } from '../../../src/contract/actions/services/services'
import { testCloud } from '../cloud/cloud'
import { clusterNamed } from '../cloud/purchases'

type Spec = Omit<RequestOf<typeof CreateClusterService>, 'clusterId' | 'serviceName'>

/**
 * Creates the resources that most samples need: a running cluster of two nodes in the demo world.
 */
export async function createSampleWorld() {
  const cloud = await testCloud({ world: 'demo' })
  const { call, clock } = cloud
  const { clusterId } = await call('CreateCluster', {
    ...clusterNamed('test-cluster'),
    goodsNum: 2,
  })
  clock.pass(120)
  const { nodes } = await call('DescribeClusterInstances', { clusterId })
  const [firstNode = '', secondNode = ''] = nodes.map((node) => node.instanceId)
  return {
    ...cloud,
    clusterId,
    nodes: [firstNode, secondNode] as const,
    /** Creates a service with one nginx instance, or as specified, and waits until it runs. */
    async service(serviceName: string, spec: Partial<Spec> = {}): Promise<void> {
      const containers = [{ containerName: serviceName, image: 'nginx:1.13' }]
      await call('CreateClusterService', {
        clusterId,
        serviceName,
        replicas: 1,
        accessType: 'ClusterIP',
        portMappings: [{ lbPort: 80, containerPort: 80, protocol: 'TCP' }],
        containers,
        ...spec,
      })
      clock.pass(120)
    },
    /** Names of the instances of a service. */
    async instances(serviceName: string): Promise<readonly string[]> {
      const answer = await call('DescribeServiceInstance', { clusterId, serviceName })
      return answer.instances.map((instance) => instance.name)
    },
  }
}

export type SampleWorld = Awaited<ReturnType<typeof createSampleWorld>>
