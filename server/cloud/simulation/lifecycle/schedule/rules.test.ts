import { describe, expect, it } from 'vitest'
import { clusters } from '../../areas/clusters/clusters'
import { undocumentedClusterActions } from '../../areas/clusters/undocumentedActions'
import { networkOf } from '../../seed/network'
import type { Cluster } from '../../world/resources'
import { Bench, clusterId, createParams, testNode } from '../service/serviceTesting'

const [disk] = networkOf('ap-guangzhou').disks

type Spec = NonNullable<Parameters<typeof createParams>[0]>
type NodeTerm = NonNullable<Spec['nodeAffinity']>[number]
type PodTerm = NonNullable<Spec['podAffinity']>[number]

const minute = 60_000

const needing = (cpu: number, memory: number) => [
  { containerName: 'nginx', image: 'nginx', cpu, memory },
]

function create(bench: Bench, overrides: Spec): void {
  bench.call('CreateClusterService', createParams(overrides))
  bench.advanceBy(minute)
}

/** Numbers of the nodes that run the instances of a service. */
const nodesOf = (bench: Bench, name = 'web') =>
  bench
    .pods(name)
    .flatMap((pod) => pod.assignment?.nodeId.slice(-1) ?? [])
    .sort()

const refusal = (bench: Bench, name = 'web') =>
  bench.events(name).find((event) => event.reason === 'FailedScheduling')?.message

describe('nodeAffinity', () => {
  const nodes = [
    testNode(1, { labels: { disk: 'ssd', rank: '1' } }),
    testNode(2, { labels: { disk: 'hdd', rank: '5' } }),
    testNode(3, { labels: { gpu: '' } }),
  ]
  const term = (key: string, operator: NodeTerm['operator'], ...values: string[]): NodeTerm =>
    values.length > 0 ? { key, operator, values } : { key, operator }

  it.each<[NodeTerm[], string]>([
    [[term('disk', 'In', 'ssd', 'nvme')], '1'],
    [[term('disk', 'NotIn', 'ssd')], '23'],
    [[term('disk', 'Exists')], '12'],
    [[term('disk', 'DoesNotExist')], '3'],
    [[term('gpu', 'Exists')], '3'],
    [[term('rank', 'Gt', '1')], '2'],
    [[term('rank', 'Lt', '5')], '1'],
    [[term('kubernetes.io/hostname', 'In', '10.0.0.3')], '3'],
    [[term('disk', 'Exists'), term('rank', 'Gt', '2')], '2'],
    [[], '123'],
  ])('%j schedules instances on nodes %s', (nodeAffinity, numbers) => {
    const bench = new Bench(nodes)
    create(bench, { replicas: 6, nodeAffinity })
    expect([...new Set(nodesOf(bench))].join('')).toBe(numbers)
    expect(nodesOf(bench)).toHaveLength(6)
  })

  it("keeps instances waiting until a node's labels match", () => {
    const bench = new Bench(nodes)
    create(bench, { replicas: 1, nodeAffinity: [term('rank', 'Gt', '5')] })
    expect(refusal(bench)).toBe("0/3 nodes are available: 3 node(s) didn't match node selector.")
    const labels = [{ key: 'rank', value: '6' }]
    clusters.ModifyClusterNodeLabel(
      { clusterId, instanceId: 'ins-00000002', labels },
      bench.context,
    )
    bench.advanceBy(minute)
    expect(nodesOf(bench)).toEqual(['2'])
  })
})

describe('podAffinity', () => {
  /**
   * A test cluster with the service `cache` on node 1, `queue` on node 2, and `web` with these
   * affinity terms.
   */
  function beside(terms: PodTerm[]): Bench {
    const bench = new Bench(
      [1, 2, 3].map((index) => testNode(index, { labels: { n: `${index}` } })),
    )
    for (const [serviceName, value] of [['cache', '1'] as const, ['queue', '2'] as const]) {
      const nodeAffinity = [{ key: 'n', operator: 'In' as const, values: [value] }]
      create(bench, { serviceName, replicas: 1, nodeAffinity })
    }
    create(bench, { replicas: 4, podAffinity: terms })
    return bench
  }
  const term = (operator: PodTerm['operator'], ...values: string[]): PodTerm =>
    values.length > 0 ? { key: 'qcloud-app', operator, values } : { key: 'qcloud-app', operator }

  it.each<[PodTerm, string]>([
    [term('In', 'cache'), '1'],
    [term('In', 'cache', 'queue'), '12'],
    // Only the node of `queue` has a pod with a different label.
    [term('NotIn', 'cache', 'web'), '2'],
    [term('Exists'), '12'],
    [{ key: 'zone', operator: 'DoesNotExist' }, '12'],
  ])('%j schedules instances on nodes %s', (item, numbers) => {
    const bench = beside([item])
    expect([...new Set(nodesOf(bench))].join('')).toBe(numbers)
    expect(nodesOf(bench)).toHaveLength(4)
  })

  it.each([
    [[term('In', 'nobody')]],
    [[term('DoesNotExist')]],
    [[term('In', 'cache'), term('NotIn', 'cache')]],
    [[{ key: 'zone', operator: 'Exists' as const }]],
  ])('%j matches no node', (terms) => {
    const bench = beside(terms)
    expect(nodesOf(bench)).toEqual([])
    expect(refusal(bench)).toBe(
      "0/3 nodes are available: 3 node(s) didn't match pod affinity rules.",
    )
  })
})

describe('node capacity', () => {
  it('limits instances; the others wait and start when room is freed', () => {
    // The nodes have 4 cores and 8 GB: two of these instances fit by memory, three by CPU.
    const bench = new Bench([testNode(1), testNode(2)])
    create(bench, { replicas: 6, containers: needing(1200, 3000) })
    expect(nodesOf(bench)).toEqual(['1', '1', '2', '2'])
    expect(refusal(bench)).toBe('0/2 nodes are available: 2 Insufficient memory.')
    create(bench, { serviceName: 'small', replicas: 2, containers: needing(1600, 100) })
    expect(refusal(bench, 'small')).toBe('0/2 nodes are available: 2 Insufficient cpu.')
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 3 })
    bench.advanceBy(minute)
    expect(nodesOf(bench)).toHaveLength(3)
    expect(nodesOf(bench, 'small')).toHaveLength(1)
  })

  it('of a removed node is lost: its instances wait for another node', () => {
    const bench = new Bench([testNode(1), testNode(2)])
    create(bench, { replicas: 4, containers: needing(1800, 100) })
    expect(nodesOf(bench)).toEqual(['1', '1', '2', '2'])
    clusters.DeleteClusterInstances({ clusterId, instanceIds: ['ins-00000001'] }, bench.context)
    bench.advanceBy(minute)
    expect(nodesOf(bench)).toEqual(['2', '2'])
    expect(refusal(bench)).toBe('0/1 nodes are available: 1 Insufficient cpu.')
    const { now } = bench.context
    bench.world.put('node', testNode(3, { createdAt: now, readyAt: now + 500, wakeAt: now + 500 }))
    bench.advanceBy(minute)
    expect(nodesOf(bench)).toEqual(['2', '2', '3', '3'])
  })

  it('of a cordoned or drained node is not used until it is uncordoned', () => {
    const bench = new Bench([testNode(1), testNode(2)])
    create(bench, { replicas: 2, containers: needing(1800, 100) })
    const drain = { ClusterId: clusterId, InstanceId: 'ins-00000001', DryRun: 0 as const }
    undocumentedClusterActions.DrainClusterNode(drain, bench.context)
    bench.advanceBy(minute)
    expect(nodesOf(bench)).toEqual(['2', '2'])
    create(bench, { serviceName: 'more', replicas: 1, containers: needing(1800, 100) })
    expect(nodesOf(bench, 'more')).toEqual([])
    undocumentedClusterActions.ModifyClusterNodeSchedulable(
      { clusterId, instanceIds: ['ins-00000001'], unschedulable: 0 },
      bench.context,
    )
    bench.advanceBy(minute)
    expect(nodesOf(bench, 'more')).toEqual(['1'])
  })
})

describe('a cloud disk', () => {
  const volumes = [
    { name: 'data', volumeType: 'cbsDisk' as const, cbsDiskId: disk?.storageId ?? '' },
  ]

  it('is mounted by one pod of all clusters, then by the next once it is free', () => {
    const bench = new Bench([testNode(1)])
    const [first] = bench.world.all('cluster')
    const otherCluster: Cluster | undefined = first && { ...first, id: 'cls-00000002' }
    if (!otherCluster) throw new Error('there is no cluster')
    bench.world.put('cluster', otherCluster)
    bench.world.put('namespace', {
      id: `${otherCluster.id}/default`,
      clusterId: otherCluster.id,
      name: 'default',
      description: '',
      createdAt: 0,
    })
    bench.world.put('node', testNode(2, { clusterId: otherCluster.id }))
    create(bench, { replicas: 1, volumes })
    create(bench, { clusterId: otherCluster.id, replicas: 1, volumes })
    const pods = () => bench.world.ownedBy('pod', `${otherCluster.id}/default/web`)
    expect(pods().map((pod) => [pod.assignment, pod.unschedulable?.message])).toEqual([
      [undefined, '0/1 nodes are available: 1 node(s) had no available disk.'],
    ])
    bench.call('DeleteClusterService', bench.web)
    bench.advanceBy(minute)
    expect(pods().map((pod) => pod.assignment?.nodeId)).toEqual(['ins-00000002'])
  })
})
