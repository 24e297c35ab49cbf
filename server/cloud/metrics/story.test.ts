import { describe, expect, it } from 'vitest'
import { clusters } from '../areas/clusters'
import { monitoring } from '../areas/monitoring'
import { troubled } from '../lifecycle/node'
import { containerIdAfter } from '../lifecycle/podView'
import { Bench, clusterId, spec, start, testNode } from '../lifecycle/serviceTesting'
import { everyPod, measured, queryOf } from './metricsTesting'

const minutes = (count: number) => count * 60_000
const hours = (count: number) => minutes(60 * count)

const sized = (image: string, more = {}) => [
  {
    containerName: 'app',
    image,
    cpu: 200,
    cpuLimits: 400,
    memory: 256,
    memoryLimits: 512,
    ...more,
  },
]

function running(image = 'shop/web:1', more: Parameters<typeof spec>[0] = {}): Bench {
  const bench = new Bench()
  const asked = { replicas: 2, containers: sized(image), accessType: 'LoadBalancer' as const }
  bench.call('CreateClusterService', spec({ ...asked, ...more }))
  return bench
}

const isNull = (points: readonly unknown[]) => points.every((one) => one === null)
const numbers = (points: readonly (number | null)[]) => points.flatMap((one) => one ?? [])
const mean = (points: readonly (number | null)[]) =>
  numbers(points).reduce((sum, one) => sum + one, 0) / numbers(points).length

/** The last so many minutes. */
const lately = (bench: Bench, count: number) => ({
  from: bench.context.now - minutes(count),
  to: bench.context.now,
})

describe('what is measured tells what happened', () => {
  it('nothing before the first start, something from then on', () => {
    const bench = running()
    bench.pass(hours(1))
    const when = { from: start - minutes(5), to: bench.context.now }
    const points = measured(bench, 'service_cpu_used', {}, when)
    expect(isNull(points.slice(0, 6))).toBe(true)
    expect(points.slice(6)).not.toContain(null)
  })

  it('nothing in the future', () => {
    const bench = running()
    bench.pass(hours(1))
    const { now } = bench.context
    const points = measured(bench, 'dc_cpu_usage', {}, { from: now, to: now + minutes(10) })
    expect(points).toHaveLength(11)
    expect(points[0]).not.toBeNull()
    expect(isNull(points.slice(1))).toBe(true)
  })

  it('a start takes more CPU than what follows', () => {
    const bench = running()
    bench.pass(hours(1))
    const points = measured(bench, 'service_cpu_used', {}, lately(bench, 58))
    expect(points[0]).toBeGreaterThan(1.2 * mean(points.slice(10)))
  })

  it('a service that is stopped reports nothing, and its past stays', () => {
    const bench = running()
    bench.pass(hours(1))
    const when = lately(bench, 50)
    const before = measured(bench, 'service_mem_used', {}, when)
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 0 })
    bench.pass(hours(1))
    expect(isNull(measured(bench, 'service_mem_used', {}, lately(bench, 50)))).toBe(true)
    expect(measured(bench, 'service_mem_used', {}, when)).toEqual(before)
  })

  it('one that is deleted can still be asked about, by the names of its instances too', () => {
    const bench = running()
    bench.pass(hours(1))
    const [pod] = everyPod(bench)
    const of = {
      podName: pod?.podName ?? '',
      containerId: pod?.containerIds[0]?.slice(0, 12) ?? '',
    }
    const when = lately(bench, 50)
    const ask = () => [
      measured(bench, 'service_cpu_used', {}, when),
      measured(bench, 'pod_in_flux', of, when),
      measured(bench, 'container_mem_used', of, when),
    ]
    const before = ask()
    expect(before.flat()).not.toContain(null)
    bench.call('DeleteClusterService', bench.web)
    bench.pass(hours(2))
    expect(bench.world.all('pod')).toEqual([])
    expect(ask()).toEqual(before)
  })

  it('a rollout ends the old instances and begins the new', () => {
    const bench = running()
    bench.pass(hours(1))
    const old = everyPod(bench).map(({ podName }) => podName)
    bench.call('ModifyClusterServiceImage', { ...bench.web, image: 'shop/web:2' })
    bench.pass(hours(1))
    const fresh = everyPod(bench).map(({ podName }) => podName)
    const when = { from: start + minutes(30), to: start + minutes(119) }
    for (const podName of fresh) {
      const points = measured(bench, 'pod_out_bandwidth', { podName }, when)
      const isOld = old.includes(podName)
      expect(isNull(points.slice(0, 30))).toBe(!isOld)
      expect(isNull(points.slice(35))).toBe(isOld)
    }
    expect(measured(bench, 'service_out_bandwidth', {}, when)).not.toContain(null)
  })

  it('work is shared: twice the instances have half of it each', () => {
    const bench = running()
    bench.pass(hours(1))
    const before = measured(bench, 'service_in_bandwidth', {}, lately(bench, 30))
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 4 })
    bench.pass(hours(1))
    const after = measured(bench, 'service_in_bandwidth', {}, lately(bench, 30))
    expect(mean(after) / mean(before)).toBeGreaterThan(0.7)
    expect(mean(after) / mean(before)).toBeLessThan(1.3)
  })

  it('a limit holds the CPU down, whatever there is to do', () => {
    const bench = running('shop/web:1', { replicas: 6 })
    bench.pass(hours(1))
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 1 })
    bench.pass(hours(24))
    const [pod] = bench.pods()
    const id = pod?.containers[0] ? containerIdAfter(pod, pod.containers[0], 0) : ''
    const of = { podName: pod?.name ?? '', containerId: id }
    const points = measured(bench, 'container_cpu_usage_for_limit', of, lately(bench, 24 * 60 - 5))
    expect(Math.max(...numbers(points))).toBe(100)
    expect(points).not.toContain(null)
  })

  it('memory grows and comes to rest below its limit', () => {
    const bench = running('redis:3', { replicas: 1 })
    bench.pass(hours(24 * 8))
    const daily = measured(
      bench,
      'service_mem_used',
      {},
      {
        from: start,
        to: bench.context.now,
        period: 86_400,
      },
    )
    const [first = 0, second = 0] = numbers(daily)
    const [before = 0, last = 0] = numbers(daily).slice(-2)
    expect(second).toBeGreaterThan(first * 1.05)
    expect(last - before).toBeLessThan((second - first) / 4)
    expect(last).toBeLessThan(512)
  })

  it('days have nights, and weeks have ends', () => {
    const bench = running('shop/office-api:1', { accessType: 'ClusterIP' })
    bench.pass(hours(24 * 14))
    // Monday 12 June 2017, Beijing time.
    const monday = Date.UTC(2017, 5, 11, 16)
    const at = (day: number, hour: number) =>
      mean(
        measured(
          bench,
          'service_cpu_used',
          {},
          {
            from: monday + hours(24 * day + hour),
            to: monday + hours(24 * day + hour + 2) - 1,
          },
        ),
      )
    expect(at(2, 14)).toBeGreaterThan(2 * at(2, 4))
    expect(at(2, 14)).toBeGreaterThan(1.5 * at(5, 14))
  })
})

describe('trouble shows', () => {
  it('a container whose image never comes reports nothing', () => {
    const bench = running('shop/web:pull-fail')
    bench.pass(hours(1))
    for (const name of ['service_cpu_used', 'service_mem_used', 'service_in_flux'] as const) {
      expect(isNull(measured(bench, name, {}, lately(bench, 60)))).toBe(true)
    }
  })

  it('a container that crashes is measured only when it is started, each of its lives by its id', () => {
    const bench = running('shop/web:crash', { replicas: 1 })
    bench.pass(hours(2))
    const [pod] = bench.pods()
    const [app] = pod?.containers ?? []
    if (!pod || !app) throw new Error('there is no container')
    const when = { from: start, to: bench.context.now }
    const all = measured(bench, 'service_mem_used', {}, when)
    const late = all.slice(60)
    expect(numbers(late).length).toBeGreaterThan(5)
    expect(late.filter((one) => one === null).length).toBeGreaterThan(2 * numbers(late).length)
    const lives = Array.from({ length: 8 }, (_, number) => {
      const containerId = containerIdAfter(pod, app, number).slice(0, 12)
      return measured(bench, 'container_mem_used', { podName: pod.name, containerId }, when)
    })
    expect(lives.map((points) => numbers(points).length)).toEqual(lives.map(() => 1))
    const whenOf = (points: (number | null)[]) => points.findIndex((one) => one !== null)
    const times = lives.map(whenOf)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(lives.at(-1)?.[times.at(-1) ?? 0]).toBe(all[times.at(-1) ?? 0])
  })

  it('a node out of reach reports nothing, and one that comes back keeps the gap', () => {
    const bench = running()
    bench.pass(hours(1))
    const { world, context } = bench
    for (const { id } of world.all('node')) {
      const node = world.get('node', id)
      if (node) world.put('node', troubled(node, 'Unknown', context.now, context))
    }
    bench.pass(minutes(3))
    const dark = () => ({ from: start + hours(1) + minutes(1), to: start + hours(1) + minutes(3) })
    expect(isNull(measured(bench, 'dc_cpu_usage', {}, dark()))).toBe(true)
    expect(isNull(measured(bench, 'service_cpu_used', {}, dark()))).toBe(true)
    for (const { id } of world.all('node')) {
      const node = world.get('node', id)
      if (node) world.put('node', troubled(node, undefined, bench.context.now, context))
    }
    bench.pass(hours(1))
    expect(isNull(measured(bench, 'dc_cpu_usage', {}, dark()))).toBe(true)
    expect(measured(bench, 'dc_cpu_usage', {}, lately(bench, 50))).not.toContain(null)
  })

  it('a node short of memory is full', () => {
    const bench = running()
    bench.pass(hours(1))
    const { world, context } = bench
    const [node] = world.all('node')
    if (!node) throw new Error('there is no node')
    const before = mean(measured(bench, 'dc_mem_usage', {}, lately(bench, 10)))
    world.put('node', troubled(node, 'MemoryPressure', context.now, context))
    bench.pass(hours(1))
    const after = mean(measured(bench, 'dc_mem_usage', {}, lately(bench, 10)))
    // One of three nodes goes up to more than nine tenths.
    expect(after - before).toBeGreaterThan(20)
  })

  it('a node without network moves no traffic', () => {
    const bench = running()
    bench.pass(hours(1))
    const { world, context } = bench
    for (const node of world.all('node')) {
      world.put('node', troubled(node, 'NetworkUnavailable', context.now, context))
    }
    bench.pass(hours(1))
    const points = measured(bench, 'service_in_packets', {}, lately(bench, 50))
    expect(points.every((one) => one === 0)).toBe(true)
  })

  it('what a node was stays when it has gone', () => {
    const bench = running('shop/web:1', { replicas: 3 })
    bench.pass(hours(1))
    const when = lately(bench, 30)
    const names = ['dc_cpu_usage', 'service_cpu_usage_for_cluster', 'service_mem_used'] as const
    const ask = () => names.map((name) => measured(bench, name, {}, when))
    const before = ask()
    const leaving = testNode(1).id
    clusters.DeleteClusterInstances({ clusterId, instanceIds: [leaving] }, bench.context)
    bench.pass(hours(1))
    expect(bench.world.get('node', leaving)).toBeUndefined()
    expect(ask()).toEqual(before)
    expect(bench.pods().every((pod) => pod.placed?.nodeId !== leaving)).toBe(true)
  })

  it('nobody remembers a cluster that has gone', () => {
    const bench = running()
    bench.pass(hours(1))
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 1 })
    bench.pass(hours(1))
    expect(bench.world.all('pastPod')).toHaveLength(1)
    clusters.DeleteCluster({ clusterId }, bench.context)
    bench.pass(hours(1))
    expect(bench.world.all('pastPod')).toEqual([])
    expect(bench.world.all('pastNode')).toEqual([])
    const query = queryOf('dc_cpu_usage', {}, lately(bench, 10))
    expect(() => monitoring.GetMonitorData(query, bench.context)).toThrow(clusterId)
  })
})

it('is kept as long as its period says', () => {
  const bench = running()
  bench.pass(hours(24 * 200))
  const ask = (period: 60 | 300 | 3600 | 86_400, days: number) => {
    const from = bench.context.now - hours(24 * days)
    return measured(bench, 'dc_cpu_usage', {}, { from, to: from + period * 3000, period })
  }
  expect(isNull(ask(60, 31.1).slice(0, 2))).toBe(true)
  expect(isNull(ask(60, 30.9))).toBe(false)
  expect(isNull(ask(300, 31.2).slice(0, 2))).toBe(true)
  expect(ask(300, 30.9)).not.toContain(null)
  expect(isNull(ask(3600, 94).slice(0, 2))).toBe(true)
  expect(ask(3600, 92)[0]).not.toBeNull()
  expect(isNull(ask(86_400, 188).slice(0, 1))).toBe(true)
  expect(ask(86_400, 185)[0]).not.toBeNull()
})
