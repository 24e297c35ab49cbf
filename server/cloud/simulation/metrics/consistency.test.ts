import { describe, expect, it } from 'vitest'
import type { MetricName } from '../../../../src/contract/actions/monitoring/metrics'
import { benchWithHistory, day, hour, property } from '../../../test/cloud/serviceHistory'
import { Bench, benchStart } from '../lifecycle/service/serviceTesting'
import { everyPod, meanOf, measure, sumOf } from './metricsTesting'

/** Metrics whose values for pods, and for containers, add up to the value for the service. */
const ofService = ['cpu', 'mem'] as const
const ofPods = ['in_bandwidth', 'out_bandwidth', 'in_flux', 'out_flux', 'in_packets'] as const

function expectNear(
  actual: (number | null)[],
  expected: (number | null)[],
  tolerance = 1e-4,
): void {
  expect(actual.map((item) => item === null)).toEqual(expected.map((item) => item === null))
  for (const [index, value] of actual.entries()) {
    const deviation = Math.abs((value ?? 0) - (expected[index] ?? 0))
    expect(deviation, `point ${index}: ${value}, not ${expected[index]}`).toBeLessThanOrEqual(
      tolerance,
    )
  }
}

/** A container has no ID to query until its image has been pulled. */
function isMeasurable(bench: Bench, podName: string, containerId: string): boolean {
  const pods = [...bench.world.all('pod'), ...bench.world.all('deletedPod')]
  const pod = pods.find((candidate) => candidate.name === podName)
  const index = everyPod(bench)
    .find((item) => item.podName === podName)
    ?.containerIds.indexOf(containerId)
  return pod?.containers[index ?? -1]?.outcome !== 'pullFails'
}

describe('metrics are consistent', () => {
  it('a service is the sum of its containers and of its instances', () => {
    property((operations) => {
      const bench = benchWithHistory(operations)
      const pods = everyPod(bench)
      for (const kind of ofService) {
        const each = pods.flatMap(({ podName, containerIds }) =>
          containerIds.map((containerId) => {
            if (!isMeasurable(bench, podName, containerId)) return []
            return measure(bench, `container_${kind}_used`, { podName, containerId }, day)
          }),
        )
        const filled = each.filter((points) => points.length > 0)
        if (filled.length === 0) continue
        expectNear(measure(bench, `service_${kind}_used`, {}, day), sumOf(filled))
      }
      for (const kind of ofPods) {
        const each = pods.map(({ podName }) => measure(bench, `pod_${kind}`, { podName }, day))
        expectNear(measure(bench, `service_${kind}`, {}, day), sumOf(each))
      }
    })
  })

  it('a percentage is usage divided by capacity', () => {
    property((operations) => {
      const bench = benchWithHistory(operations)
      const cores = 3 * 4
      const used = measure(bench, 'service_cpu_used', {}, day)
      expectNear(
        measure(bench, 'service_cpu_usage_for_cluster', {}, day),
        used.map((item) => (item === null ? null : (100 * item) / cores)),
      )
      for (const { podName, containerIds } of everyPod(bench)) {
        const [app = '', proxy = ''] = containerIds
        if (!isMeasurable(bench, podName, app)) continue
        const dimensions = { podName, containerId: app }
        const expectShare = (name: MetricName, capacity: number, from: MetricName) =>
          expectNear(
            measure(bench, name, dimensions, day),
            measure(bench, from, dimensions, day).map((item) =>
              item === null ? null : (100 * item) / capacity,
            ),
          )
        expectShare('container_cpu_usage_for_node', 4, 'container_cpu_used')
        expectShare('container_cpu_usage_for_request', 0.2, 'container_cpu_used')
        expectShare('container_cpu_usage_for_limit', 0.3, 'container_cpu_used')
        expectShare('container_mem_usage_for_node', 8 * 1024, 'container_mem_used')
        expectShare('container_mem_usage_for_request', 256, 'container_mem_used')
        // The memory limit defaults to the memory request; CPU has no default limit.
        expectShare('container_mem_usage_for_limit', 256, 'container_mem_used')
        const unlimited = { podName, containerId: proxy }
        for (const name of ['request', 'limit'] as const) {
          const points = measure(bench, `container_cpu_usage_for_${name}`, unlimited, day)
          expect(points.every((point) => point === null)).toBe(true)
        }
        expectShare('container_mem_usage_for_limit', 256, 'container_mem_used')
      }
    }, 10)
  })

  it("the cluster is its services plus the nodes' own usage", () => {
    property((operations) => {
      const [bench, empty] = [benchWithHistory(operations), new Bench()]
      empty.advanceBy(bench.context.now - benchStart)
      for (const [clusterMetric, serviceMetric] of [
        ['dc_cpu_usage', 'service_cpu_usage_for_cluster'],
        ['dc_mem_usage', 'service_mem_usage_for_cluster'],
      ] as const) {
        const nodeUsage = measure(empty, clusterMetric, {}, day)
        expectNear(
          measure(bench, clusterMetric, {}, day),
          sumOf([nodeUsage, measure(bench, serviceMetric, {}, day)]),
        )
      }
    })
  })

  it('traffic is bandwidth over time, and packet sizes are plausible', () => {
    property((operations) => {
      const bench = benchWithHistory(operations)
      for (const direction of ['in', 'out'] as const) {
        const mbps = measure(bench, `service_${direction}_bandwidth`, {}, day)
        expectNear(
          measure(bench, `service_${direction}_flux`, {}, day),
          mbps.map((item) => (item === null ? null : (item * 60) / 8)),
        )
        const packets = measure(bench, `service_${direction}_packets`, {}, day)
        for (const [index, count] of packets.entries()) {
          const bytes = ((mbps[index] ?? 0) * 1e6) / 8 / (count || 1)
          if (count !== null && count > 20) expect(bytes).toBeGreaterThan(100)
          expect(bytes).toBeLessThan(1500)
        }
      }
    })
  })

  it('a longer period is the mean of its minutes; traffic is the sum', () => {
    property((operations) => {
      const bench = benchWithHistory(operations)
      const wholeHours = { from: benchStart, to: benchStart + 3 * hour - 1 }
      for (const name of ['service_cpu_used', 'service_mem_used', 'dc_cpu_usage'] as const) {
        const minutePoints = measure(bench, name, {}, wholeHours)
        for (const period of [300, 3600] as const) {
          const points = measure(bench, name, {}, { ...wholeHours, period })
          expectNear(points, meanOf(minutePoints, period / 60))
        }
      }
      const flux = measure(bench, 'service_out_flux', {}, wholeHours)
      const hourly = measure(bench, 'service_out_flux', {}, { ...wholeHours, period: 3600 })
      const sums = hourly.map((_, at) =>
        sumOf(flux.slice(60 * at, 60 * at + 60).map((item) => [item])),
      )
      expectNear(
        hourly,
        sums.map(([first]) => first ?? null),
      )
    })
  })
})
