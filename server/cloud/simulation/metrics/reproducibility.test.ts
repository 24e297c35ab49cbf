import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  benchWithHistory,
  day,
  history,
  hour,
  minutes,
  property,
} from '../../../test/cloud/serviceHistory'
import { type Bench, benchStart } from '../lifecycle/service/serviceTesting'
import { everyPod, measure } from './metricsTesting'

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
        const [a = 0, b = 0, c = 0] = bounds.toSorted((left, right) => left - right)
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
