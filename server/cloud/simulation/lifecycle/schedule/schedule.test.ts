import { describe, expect, it } from 'vitest'
import { termHolds } from '../../../../../src/contract/rules/affinity'
import { clusters } from '../../areas/clusters/clusters'
import { networkOf } from '../../seed/network'
import type { Node } from '../../world/resources'
import { Bench, clusterId, createParams, testNode } from '../service/serviceTesting'
import { wakeWaiting } from '../service/wake'
import { capacityOf } from './capacity'

const [disk] = networkOf('ap-guangzhou').disks

type Spec = NonNullable<Parameters<typeof createParams>[0]>

const minute = 60_000

function benchWith(nodes: readonly Node[], ...specs: Spec[]): Bench {
  const bench = new Bench(nodes)
  for (const spec of specs) {
    bench.call('CreateClusterService', createParams({ replicas: 1, ...spec }))
    bench.advanceBy(minute)
  }
  return bench
}

const needing = (cpu: number, memory = 0) => [
  { containerName: 'nginx', image: 'nginx', cpu, memory },
]
const nodesOf = (bench: Bench, name = 'web') =>
  bench
    .pods(name)
    .map((pod) => pod.assignment?.nodeId.slice(-1))
    .sort()
const refusal = (bench: Bench, name = 'web') =>
  bench.events(name).find((event) => event.reason === 'FailedScheduling')?.message

describe('capacityOf', () => {
  it.each([
    [1, 1, 940, 864],
    [4, 8, 3920, 7362],
    [12, 24, 11_890, 22_916],
    [40, 240, 39_860, 243_340],
  ])('of %d cores and %d GB excludes the reserve', (cpu, mem, freeCpu, memory) => {
    const node = testNode(1)
    const sized = { ...node, facts: { ...node.facts, cpu, mem } }
    expect(capacityOf(sized)).toEqual({ cpu: freeCpu, memory })
  })
})

describe('termHolds', () => {
  const labels = { disk: 'ssd', rank: '5', name: '5a' }
  it.each([
    ['disk', 'In', ['ssd', 'hdd'], true],
    ['disk', 'In', ['hdd'], false],
    ['none', 'In', ['ssd'], false],
    ['disk', 'NotIn', ['ssd'], false],
    ['none', 'NotIn', ['ssd'], true],
    ['disk', 'Exists', [], true],
    ['constructor', 'Exists', [], false],
    ['none', 'DoesNotExist', [], true],
    ['rank', 'Gt', ['4'], true],
    ['rank', 'Gt', ['5'], false],
    ['rank', 'Lt', ['10'], true],
    ['rank', 'Lt', ['5'], false],
    ['name', 'Gt', ['1'], false],
    ['none', 'Lt', ['9'], false],
  ] as const)('%s %s %j: %s', (key, operator, values, expected) => {
    expect(termHolds({ key, operator, values: [...values] }, labels)).toBe(expected)
  })
})

describe('scheduling', () => {
  it('reports why a pod fits on no node, counted by reason', () => {
    const nodes = [
      testNode(1),
      testNode(2, { unschedulable: true }),
      testNode(3, { fault: { reason: 'MemoryPressure', since: 0 } }),
      testNode(4, { deletionEndsAt: Number.MAX_SAFE_INTEGER }),
      testNode(5, { readyAt: Number.MAX_SAFE_INTEGER }),
    ]
    const bench = benchWith(nodes, { containers: needing(3950, 9000) })
    expect(refusal(bench)).toBe(
      '0/5 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 2 node(s) were not ready, 2 node(s) were unschedulable.',
    )
    expect(bench.info()).toMatchObject({ status: 'Abnormal', reasonMap: { 调度失败: 1 } })
    expect(bench.instances()[0]).toMatchObject({ status: 'Waiting', nodeIp: '', ip: '' })
  })

  it('reports a cluster without nodes', () => {
    expect(refusal(benchWith([], {}))).toBe('no nodes available to schedule pods')
  })

  it('retries when a node joins', () => {
    const bench = benchWith([], {})
    bench.world.put('node', testNode(1))
    wakeWaiting(bench.world, clusterId, bench.context.now)
    bench.advanceBy(minute)
    expect(bench.info().status).toBe('Normal')
  })

  it('retries when another pod has ended', () => {
    const bench = benchWith(
      [testNode(1)],
      { containers: needing(3000) },
      { serviceName: 'api', containers: needing(3000) },
    )
    expect(bench.info('api').status).toBe('Abnormal')
    bench.call('DeleteClusterService', bench.web)
    bench.advanceBy(minute)
    expect(bench.info('api').status).toBe('Normal')
  })

  it('prefers the emptier node', () => {
    const bench = benchWith(
      [testNode(1), testNode(2)],
      { containers: needing(2000) },
      { serviceName: 'api', containers: needing(1000) },
      { serviceName: 'job', containers: needing(500) },
    )
    expect([nodesOf(bench), nodesOf(bench, 'api'), nodesOf(bench, 'job')]).toEqual([
      ['1'],
      ['2'],
      ['2'],
    ])
  })

  it('places at most 110 pods on a node, and at most as many as its CIDR has addresses', () => {
    const full = benchWith([testNode(1)], { replicas: 120 })
    expect(full.info().currentReplicas).toBe(110)
    const node = testNode(1)
    const narrow = { ...node, facts: { ...node.facts, podCidr: '172.16.1.0/29' } }
    expect(benchWith([narrow], { replicas: 9 }).info().currentReplicas).toBe(5)
  })

  it('respects nodeAffinity', () => {
    const nodes = [testNode(1), testNode(2, { labels: { NodeType: 'S1.SMALL2' } })]
    const nodeAffinity = [{ key: 'NodeType', operator: 'In' as const, values: ['S1.SMALL2'] }]
    expect(nodesOf(benchWith(nodes, { replicas: 2, nodeAffinity }))).toEqual(['2', '2'])
    const unmet = [{ key: 'NodeType', operator: 'In' as const, values: ['S1.SMALL1'] }]
    expect(refusal(benchWith(nodes, { nodeAffinity: unmet }))).toBe(
      "0/2 nodes are available: 2 node(s) didn't match node selector.",
    )
  })

  it('retries when a node gets the required labels', () => {
    const nodeAffinity = [{ key: 'disk', operator: 'In' as const, values: ['ssd'] }]
    const bench = benchWith([testNode(1)], { nodeAffinity })
    expect(bench.info().status).toBe('Abnormal')
    const labels = [{ key: 'disk', value: 'ssd' }]
    const params = { clusterId, instanceId: testNode(1).id, labels }
    clusters.ModifyClusterNodeLabel(params, bench.context)
    bench.advanceBy(minute)
    expect(bench.info().status).toBe('Normal')
  })

  it('respects podAffinity, and waits until a matching pod exists', () => {
    const podAffinity = [{ key: 'qcloud-app', operator: 'In' as const, values: ['cache'] }]
    const bench = benchWith([testNode(1), testNode(2)], { replicas: 2, podAffinity })
    expect(refusal(bench)).toBe(
      "0/2 nodes are available: 2 node(s) didn't match pod affinity rules.",
    )
    bench.call('CreateClusterService', createParams({ serviceName: 'cache', replicas: 1 }))
    bench.advanceBy(minute)
    const [home] = nodesOf(bench, 'cache')
    expect(nodesOf(bench)).toEqual([home, home])
  })

  it('lets the first pod run anywhere if its affinity requires pods like itself', () => {
    const podAffinity = [{ key: 'qcloud-app', operator: 'In' as const, values: ['web'] }]
    const bench = benchWith([testNode(1), testNode(2)], { replicas: 3, podAffinity })
    expect(new Set(nodesOf(bench)).size).toBe(1)
    expect(bench.info().status).toBe('Normal')
  })

  it('mounts a cloud disk once: an update waits until the old instance has released it', () => {
    const volumes = [
      { name: 'data', volumeType: 'cbsDisk' as const, cbsDiskId: disk?.storageId ?? '' },
    ]
    const bench = benchWith(
      [testNode(1), testNode(2)],
      { volumes },
      { serviceName: 'api', volumes },
    )
    expect(refusal(bench, 'api')).toBe('0/2 nodes are available: 2 node(s) had no available disk.')
    bench.call('RedeployClusterService', bench.web)
    bench.advanceBy(1000)
    expect(bench.info()).toMatchObject({ status: 'Abnormal', reasonMap: { 调度失败: 1 } })
    bench.advanceBy(minute)
    const running = ['web', 'api'].map((name) => bench.info(name).currentReplicas)
    expect(running.sort()).toEqual([0, 1])
  })
})
