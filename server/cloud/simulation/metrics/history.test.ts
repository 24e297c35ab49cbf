import { describe, expect, it } from 'vitest'
import { containerIdAfter } from '../lifecycle/pod/view'
import { benchStart } from '../lifecycle/service/serviceTesting'
import {
  everyPod,
  hours,
  isNull,
  lastMinutes,
  mean,
  measure,
  minutes,
  numbers,
  runningBench,
} from './metricsTesting'

describe('metrics reflect the history', () => {
  it('metrics have no values before the first start, and continuous values after it', () => {
    const bench = runningBench()
    bench.advanceBy(hours(1))
    const when = { from: benchStart - minutes(5), to: bench.context.now }
    const points = measure(bench, 'service_cpu_used', {}, when)
    expect(isNull(points.slice(0, 6))).toBe(true)
    expect(points.slice(6)).not.toContain(null)
  })

  it('metrics have no values in the future', () => {
    const bench = runningBench()
    bench.advanceBy(hours(1))
    const { now } = bench.context
    const points = measure(bench, 'dc_cpu_usage', {}, { from: now, to: now + minutes(10) })
    expect(points).toHaveLength(11)
    expect(points[0]).not.toBeNull()
    expect(isNull(points.slice(1))).toBe(true)
  })

  it('a start uses more CPU than the time after it', () => {
    const bench = runningBench()
    bench.advanceBy(hours(1))
    const points = measure(bench, 'service_cpu_used', {}, lastMinutes(bench, 58))
    expect(points[0]).toBeGreaterThan(1.2 * mean(points.slice(10)))
  })

  it('a stopped service reports nothing, and its past stays', () => {
    const bench = runningBench()
    bench.advanceBy(hours(1))
    const when = lastMinutes(bench, 50)
    const before = measure(bench, 'service_mem_used', {}, when)
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 0 })
    bench.advanceBy(hours(1))
    expect(isNull(measure(bench, 'service_mem_used', {}, lastMinutes(bench, 50)))).toBe(true)
    expect(measure(bench, 'service_mem_used', {}, when)).toEqual(before)
  })

  it('a deleted service and its instances can still be queried', () => {
    const bench = runningBench()
    bench.advanceBy(hours(1))
    const [pod] = everyPod(bench)
    const of = {
      podName: pod?.podName ?? '',
      containerId: pod?.containerIds[0]?.slice(0, 12) ?? '',
    }
    const when = lastMinutes(bench, 50)
    const ask = () => [
      measure(bench, 'service_cpu_used', {}, when),
      measure(bench, 'pod_in_flux', of, when),
      measure(bench, 'container_mem_used', of, when),
    ]
    const before = ask()
    expect(before.flat()).not.toContain(null)
    bench.call('DeleteClusterService', bench.web)
    bench.advanceBy(hours(2))
    expect(bench.world.all('pod')).toEqual([])
    expect(ask()).toEqual(before)
  })

  it('a rollout ends the old instances and begins the new ones', () => {
    const bench = runningBench()
    bench.advanceBy(hours(1))
    const old = everyPod(bench).map(({ podName }) => podName)
    bench.call('ModifyClusterServiceImage', { ...bench.web, image: 'shop/web:2' })
    bench.advanceBy(hours(1))
    const fresh = everyPod(bench).map(({ podName }) => podName)
    const when = { from: benchStart + minutes(30), to: benchStart + minutes(119) }
    for (const podName of fresh) {
      const points = measure(bench, 'pod_out_bandwidth', { podName }, when)
      const isOld = old.includes(podName)
      expect(isNull(points.slice(0, 30))).toBe(!isOld)
      expect(isNull(points.slice(35))).toBe(isOld)
    }
    expect(measure(bench, 'service_out_bandwidth', {}, when)).not.toContain(null)
  })

  it('load is distributed: twice the instances take half of it each', () => {
    const bench = runningBench()
    bench.advanceBy(hours(1))
    const before = measure(bench, 'service_in_bandwidth', {}, lastMinutes(bench, 30))
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 4 })
    bench.advanceBy(hours(1))
    const after = measure(bench, 'service_in_bandwidth', {}, lastMinutes(bench, 30))
    expect(mean(after) / mean(before)).toBeGreaterThan(0.7)
    expect(mean(after) / mean(before)).toBeLessThan(1.3)
  })

  it('the CPU limit caps the usage', () => {
    const bench = runningBench('shop/web:1', { replicas: 6 })
    bench.advanceBy(hours(1))
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 1 })
    bench.advanceBy(hours(24))
    const [pod] = bench.pods()
    const id = pod?.containers[0] ? containerIdAfter(pod, pod.containers[0], 0) : ''
    const of = { podName: pod?.name ?? '', containerId: id }
    const points = measure(
      bench,
      'container_cpu_usage_for_limit',
      of,
      lastMinutes(bench, 24 * 60 - 5),
    )
    expect(Math.max(...numbers(points))).toBe(100)
    expect(points).not.toContain(null)
  })

  it('memory grows and levels off below its limit', () => {
    const bench = runningBench('redis:3', { replicas: 1 })
    bench.advanceBy(hours(24 * 8))
    const daily = measure(
      bench,
      'service_mem_used',
      {},
      {
        from: benchStart,
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

  it('load is lower at night and on weekends', () => {
    const bench = runningBench('shop/office-api:1', { accessType: 'ClusterIP' })
    bench.advanceBy(hours(24 * 14))
    // Monday, 12 June 2017, 00:00 in Beijing.
    const monday = Date.UTC(2017, 5, 11, 16)
    const at = (day: number, hour: number) =>
      mean(
        measure(
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

it('points are retained for the retention time of their period', () => {
  const bench = runningBench()
  bench.advanceBy(hours(24 * 200))
  const ask = (period: 60 | 300 | 3600 | 86_400, days: number) => {
    const from = bench.context.now - hours(24 * days)
    return measure(bench, 'dc_cpu_usage', {}, { from, to: from + period * 3000, period })
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
