import { describe, expect, it } from 'vitest'
import { clusters } from '../areas/clusters/clusters'
import { monitoring } from '../areas/monitoring'
import { setFault } from '../lifecycle/cluster/node'
import { containerIdAfter } from '../lifecycle/pod/view'
import { benchStart, clusterId, testNode } from '../lifecycle/service/serviceTesting'
import {
  hours,
  isNull,
  lastMinutes,
  mean,
  measure,
  minutes,
  numbers,
  queryOf,
  runningBench,
  sumOf,
} from './metricsTesting'

describe('metrics show faults', () => {
  it('a container whose image cannot be pulled reports nothing', () => {
    const bench = runningBench('shop/web:pull-fail')
    bench.advanceBy(hours(1))
    for (const name of ['service_cpu_used', 'service_mem_used', 'service_in_flux'] as const) {
      expect(isNull(measure(bench, name, {}, lastMinutes(bench, 60)))).toBe(true)
    }
  })

  it('a crashing container reports only its starts, each under its own ID', () => {
    const bench = runningBench('shop/web:crash', { replicas: 1 })
    bench.advanceBy(hours(2))
    const [pod] = bench.pods()
    const [app] = pod?.containers ?? []
    if (!pod || !app) throw new Error('there is no container')
    const range = { from: benchStart, to: bench.context.now }
    const points = measure(bench, 'service_mem_used', {}, range)
    const latePoints = points.slice(60)
    expect(numbers(latePoints).length).toBeGreaterThan(5)
    expect(latePoints.filter((latePoint) => latePoint === null).length).toBeGreaterThan(
      2 * numbers(latePoints).length,
    )
    const lives = Array.from({ length: 8 }, (_, number) => {
      const containerId = containerIdAfter(pod, app, number).slice(0, 12)
      return measure(bench, 'container_mem_used', { podName: pod.name, containerId }, range)
    })
    expect(lives.map((points) => numbers(points).length)).toEqual(lives.map(() => 1))
    const firstIndexOf = (points: (number | null)[]) => points.findIndex((point) => point !== null)
    const times = lives.map(firstIndexOf)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(lives.at(-1)?.[times.at(-1) ?? 0]).toBe(points[times.at(-1) ?? 0])
  })

  it('an unreachable node reports nothing, and the gap remains after its recovery', () => {
    const bench = runningBench()
    bench.advanceBy(hours(1))
    const { world, context } = bench
    for (const { id } of world.all('node')) {
      const node = world.get('node', id)
      if (node) world.put('node', setFault(node, 'Unknown', context.now, context))
    }
    bench.advanceBy(minutes(3))
    const outageRange = () => ({
      from: benchStart + hours(1) + minutes(1),
      to: benchStart + hours(1) + minutes(3),
    })
    expect(isNull(measure(bench, 'dc_cpu_usage', {}, outageRange()))).toBe(true)
    expect(isNull(measure(bench, 'service_cpu_used', {}, outageRange()))).toBe(true)
    for (const { id } of world.all('node')) {
      const node = world.get('node', id)
      if (node) world.put('node', setFault(node, undefined, bench.context.now, context))
    }
    bench.advanceBy(hours(1))
    expect(isNull(measure(bench, 'dc_cpu_usage', {}, outageRange()))).toBe(true)
    expect(measure(bench, 'dc_cpu_usage', {}, lastMinutes(bench, 50))).not.toContain(null)
  })

  it('a node with memory pressure is full', () => {
    const bench = runningBench()
    bench.advanceBy(hours(1))
    const { world, context } = bench
    const [node] = world.all('node')
    if (!node) throw new Error('there is no node')
    const before = mean(measure(bench, 'dc_mem_usage', {}, lastMinutes(bench, 10)))
    world.put('node', setFault(node, 'MemoryPressure', context.now, context))
    bench.advanceBy(hours(1))
    const after = mean(measure(bench, 'dc_mem_usage', {}, lastMinutes(bench, 10)))
    // Memory pressure on one of the three nodes raises its usage above 90 %.
    expect(after - before).toBeGreaterThan(20)
  })

  it('a node without network has no traffic', () => {
    const bench = runningBench()
    bench.advanceBy(hours(1))
    const { world, context } = bench
    for (const node of world.all('node')) {
      world.put('node', setFault(node, 'NetworkUnavailable', context.now, context))
    }
    bench.advanceBy(hours(1))
    const points = measure(bench, 'service_in_packets', {}, lastMinutes(bench, 50))
    expect(points.every((point) => point === 0)).toBe(true)
  })

  it('metrics of a removed node are retained', () => {
    const bench = runningBench('shop/web:1', { replicas: 3 })
    bench.advanceBy(hours(1))
    const range = lastMinutes(bench, 30)
    const names = ['dc_cpu_usage', 'service_cpu_usage_for_cluster', 'service_mem_used'] as const
    const ask = () => names.map((name) => measure(bench, name, {}, range))
    const before = ask()
    const deletedNodeId = testNode(1).id
    clusters.DeleteClusterInstances({ clusterId, instanceIds: [deletedNodeId] }, bench.context)
    bench.advanceBy(hours(1))
    expect(bench.world.get('node', deletedNodeId)).toBeUndefined()
    expect(ask()).toEqual(before)
    expect(bench.pods().every((pod) => pod.assignment?.nodeId !== deletedNodeId)).toBe(true)
  })

  it('metrics of a deleted cluster are dropped', () => {
    const bench = runningBench()
    bench.advanceBy(hours(1))
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 1 })
    bench.advanceBy(hours(1))
    expect(bench.world.all('deletedPod')).toHaveLength(1)
    clusters.DeleteCluster({ clusterId }, bench.context)
    bench.advanceBy(hours(1))
    expect(bench.world.all('deletedPod')).toEqual([])
    expect(bench.world.all('deletedNode')).toEqual([])
    const query = queryOf('dc_cpu_usage', {}, lastMinutes(bench, 10))
    expect(() => monitoring.GetMonitorData(query, bench.context)).toThrow(clusterId)
  })

  it('an injected crash shows a new container and its start', () => {
    const bench = runningBench('shop/web:1', { replicas: 1 })
    bench.advanceBy(hours(1))
    const range = lastMinutes(bench, 30)
    const before = measure(bench, 'service_cpu_used', {}, range)
    const [pod] = bench.pods()
    if (!pod) throw new Error('there is no instance')
    const at = bench.context.now + 100
    bench.advanceBy(100)
    bench.world.put('pod', {
      ...pod,
      containers: pod.containers.map((container) => ({
        ...container,
        crashes: [{ at, loops: false }],
      })),
    })
    bench.advanceBy(hours(1))
    expect(measure(bench, 'service_cpu_used', {}, range)).toEqual(before)
    const points = measure(bench, 'service_cpu_used', {}, { from: at, to: at + minutes(50) })
    expect(points[2]).toBeGreaterThan(1.3 * mean(points.slice(10)))
    const lives = [0, 1].map((number) => {
      const [app] = pod.containers
      const containerId = app ? containerIdAfter(pod, app, number) : ''
      const whole = { from: benchStart, to: bench.context.now }
      return measure(bench, 'container_mem_used', { podName: pod.name, containerId }, whole)
    })
    expect(sumOf(lives)).toEqual(
      measure(bench, 'service_mem_used', {}, { from: benchStart, to: bench.context.now }),
    )
    expect(lives.map((lifetime) => numbers(lifetime).length)).toEqual([60, 60])
  })

  it('the load of a crash-looping instance moves to the others until it is healed', () => {
    const bench = runningBench()
    bench.advanceBy(hours(1))
    const [pod, otherPod] = bench.pods()
    if (!pod || !otherPod) throw new Error('there are no instances')
    const at = bench.context.now
    const putCrash = (healedAt?: number) =>
      bench.world.put('pod', {
        ...pod,
        containers: pod.containers.map((container) => ({
          ...container,
          crashes: [{ at, loops: true, ...(healedAt !== undefined && { healedAt }) }],
        })),
      })
    const flowOf = ({ name }: typeof pod) =>
      mean(measure(bench, 'pod_out_bandwidth', { podName: name }, lastMinutes(bench, 30)))
    const before = flowOf(otherPod)
    putCrash()
    bench.advanceBy(hours(1))
    expect(flowOf(otherPod)).toBeGreaterThan(1.5 * before)
    expect(flowOf(pod)).toBeLessThan(0.1 * before)
    const usageInLoop = measure(bench, 'service_cpu_used', {}, lastMinutes(bench, 30))
    putCrash(bench.context.now)
    bench.advanceBy(hours(1))
    const range = { from: at + minutes(30), to: at + hours(1) }
    expect(measure(bench, 'service_cpu_used', {}, range)).toEqual(usageInLoop)
    expect(flowOf(pod)).toBeGreaterThan(0.7 * flowOf(otherPod))
  })
})
