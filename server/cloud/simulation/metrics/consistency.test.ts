import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MetricName } from '../../../../src/contract/actions/monitoring/metrics'
import { evictPods } from '../lifecycle/pod/pod'
import {
  Bench,
  benchStart,
  createParams,
  modifyParams,
  testNode,
} from '../lifecycle/service/serviceTesting'
import { everyPod, meanOf, measure, sumOf } from './metricsTesting'

const minutes = (count: number) => count * 60_000
const hour = minutes(60)

const images = ['shop/web:1', 'redis:3', 'shop/worker:2', 'nginx:never-ready', 'nginx:pull-fail']

/** Generates an action on the service and the milliseconds that pass before it. */
const operation = fc.record({
  after: fc.integer({ min: 500, max: 700_000 }),
  what: fc.constantFrom('image', 'scale', 'delete instance', 'redeploy', 'pause', 'drain'),
  number: fc.nat(4),
  image: fc.constantFrom(...images),
})
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never

const containers = [
  { containerName: 'app', image: 'shop/web:1', cpu: 200, cpuLimits: 300, memory: 256 },
  { containerName: 'proxy', image: 'nginx:1.13', memoryLimits: 64 },
]

function perform(bench: Bench, { what, number, image }: Operation): void {
  const { world, now } = bench.context
  const pod = bench.pods()[number]?.name
  if (what === 'image') {
    const changed = containers.map((one, index) => (index === 0 ? { ...one, image } : one))
    const strategy = number > 2 ? 'Recreate' : 'RollingUpdate'
    const replicas = bench.service().replicas
    bench.call('ModifyClusterService', modifyParams({ containers: changed, strategy, replicas }))
  }
  if (what === 'scale') bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: number })
  if (what === 'delete instance' && pod) {
    bench.call('DeleteInstances', { ...bench.web, instances: [pod] })
  }
  if (what === 'redeploy') bench.call('RedeployClusterService', bench.web)
  if (what === 'pause') {
    const paused = bench.service().paused
    bench.call(paused ? 'ResumeClusterService' : 'PauseClusterService', bench.web)
  }
  if (what === 'drain') evictPods(world, testNode(1).id, now, bench.context)
}

const history = fc.array(operation, { minLength: 1, maxLength: 6 })

/**
 * A test simulation in which these actions have been performed on the service over several hours.
 */
function benchWithHistory(
  operations: readonly Operation[],
  pass = (bench: Bench, ms: number) => bench.advanceBy(ms),
): Bench {
  const bench = new Bench()
  bench.call(
    'CreateClusterService',
    createParams({ replicas: 2, containers, accessType: 'LoadBalancer' }),
  )
  for (const one of operations) {
    pass(bench, one.after)
    perform(bench, one)
  }
  pass(bench, 3 * hour - ((bench.context.now - benchStart) % hour))
  return bench
}

const day = { from: benchStart, to: benchStart + 4 * hour }

/** Metrics whose values for pods, and for containers, add up to the value for the service. */
const ofService = ['cpu', 'mem'] as const
const ofPods = ['in_bandwidth', 'out_bandwidth', 'in_flux', 'out_flux', 'in_packets'] as const

function expectNear(
  actual: (number | null)[],
  expected: (number | null)[],
  tolerance = 1e-4,
): void {
  expect(actual.map((one) => one === null)).toEqual(expected.map((one) => one === null))
  for (const [index, one] of actual.entries()) {
    const deviation = Math.abs((one ?? 0) - (expected[index] ?? 0))
    expect(deviation, `point ${index}: ${one}, not ${expected[index]}`).toBeLessThanOrEqual(
      tolerance,
    )
  }
}

const property = (check: (operations: Operation[]) => void, numRuns = 25) =>
  fc.assert(fc.property(history, check), { numRuns })

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
        const filled = each.filter((one) => one.length > 0)
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
        used.map((one) => (one === null ? null : (100 * one) / cores)),
      )
      for (const { podName, containerIds } of everyPod(bench)) {
        const [app = '', proxy = ''] = containerIds
        if (!isMeasurable(bench, podName, app)) continue
        const dimensions = { podName, containerId: app }
        const expectShare = (name: MetricName, capacity: number, from: MetricName) =>
          expectNear(
            measure(bench, name, dimensions, day),
            measure(bench, from, dimensions, day).map((one) =>
              one === null ? null : (100 * one) / capacity,
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
          expect(points.every((one) => one === null)).toBe(true)
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
          mbps.map((one) => (one === null ? null : (one * 60) / 8)),
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
        sumOf(flux.slice(60 * at, 60 * at + 60).map((one) => [one])),
      )
      expectNear(
        hourly,
        sums.map(([one]) => one ?? null),
      )
    })
  })
})

/** A container has no ID to query until its image has been pulled. */
function isMeasurable(bench: Bench, podName: string, containerId: string): boolean {
  const pods = [...bench.world.all('pod'), ...bench.world.all('deletedPod')]
  const pod = pods.find((one) => one.name === podName)
  const index = everyPod(bench)
    .find((one) => one.podName === podName)
    ?.containerIds.indexOf(containerId)
  return pod?.containers[index ?? -1]?.outcome !== 'pullFails'
}

const podNames = (bench: Bench) =>
  everyPod(bench)
    .map(({ podName }) => podName)
    .toSorted()

/** Most metrics of the service, its instances and its cluster. */
function metricsOf(bench: Bench, period: 60 | 300 | 3600 = 60, names = podNames(bench)) {
  const range = { ...day, period }
  return [
    measure(bench, 'dc_cpu_usage', {}, range),
    measure(bench, 'dc_mem_usage', {}, range),
    measure(bench, 'service_cpu_used', {}, range),
    measure(bench, 'service_mem_usage_for_cluster', {}, range),
    ...names.map((podName) => measure(bench, 'pod_out_packets', { podName }, range)),
  ]
}

describe('metrics are reproducible', () => {
  it('for one large time step, many small ones, and after a restart', () => {
    property((operations) => {
      const oneStepBench = benchWithHistory(operations)
      const smallStepsBench = benchWithHistory(operations, (bench, ms) => {
        let remaining = ms
        for (; remaining > 7000; remaining -= 7000) bench.advanceBy(7000)
        bench.advanceBy(remaining)
      })
      const restarted = benchWithHistory(operations, (bench, ms) => {
        bench.advanceBy(Math.floor(ms / 2))
        bench.restart()
        bench.advanceBy(ms - Math.floor(ms / 2))
      })
      const expected = metricsOf(oneStepBench)
      expect(metricsOf(smallStepsBench)).toEqual(expected)
      expect(metricsOf(restarted)).toEqual(expected)
    })
  })

  it('at any query time, once a period is over', () => {
    property((operations) => {
      const bench = benchWithHistory(operations)
      const completeHours = Math.floor((bench.context.now - benchStart) / hour)
      const names = podNames(bench)
      const pastMetrics = () =>
        ([60, 300, 3600] as const).map((period) =>
          metricsOf(bench, period, names).map((points) =>
            points.slice(0, (completeHours * 3600) / period),
          ),
        )
      const before = pastMetrics()
      bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 1 })
      bench.advanceBy(2 * 86_400_000)
      expect(pastMetrics()).toEqual(before)
    })
  })

  it('in any time range', () => {
    const offset = fc.integer({ min: 0, max: 240 })
    fc.assert(
      fc.property(history, offset, offset, offset, (operations, ...bounds) => {
        const bench = benchWithHistory(operations)
        const [a = 0, b = 0, c = 0] = bounds.toSorted((one, other) => one - other)
        const ask = (from: number, to: number) =>
          measure(
            bench,
            'service_cpu_used',
            {},
            { from: benchStart + minutes(from), to: benchStart + minutes(to) },
          )
        expect([...ask(a, b), ...ask(b, c).slice(1)]).toEqual(ask(a, c))
      }),
      { numRuns: 25 },
    )
  })
})
