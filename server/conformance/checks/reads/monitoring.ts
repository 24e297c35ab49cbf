import type { RequestOf } from '../../../../src/contract/action'
import {
  defaultMetricPeriod,
  maxDataPoints,
  metricPeriods,
} from '../../../../src/contract/actions/monitoring/metrics'
import type { Actions } from '../../../../src/contract/index'
import { monitorCodes } from '../../../../src/contract/tables/monitorCodes'
import { expectThat, requirePresent } from '../../outcomes'
import { timeOf, writeTime } from '../beijingTime'
import { type Context, checksOf } from '../check'

const clusterIdOf = ({ world }: Context) =>
  requirePresent(world.cluster?.clusterId, 'there is no cluster')

const ofCluster = (clusterId: string): RequestOf<Actions['GetMonitorData']> => ({
  namespace: 'qce/cvm',
  metricName: 'dc_cpu_usage',
  dimensions: [{ name: 'docker_clusterid', value: clusterId }],
})

const hour = 3600_000

/** A past range on whole hours, in which the points are complete. */
function rangeBefore(now: number, hours: number) {
  const rangeEnd = Math.floor(now / hour) * hour - hour
  return { startTime: writeTime(rangeEnd - hours * hour), endTime: writeTime(rangeEnd) }
}

const refuses =
  (fault: keyof typeof monitorCodes, change: (context: Context) => object) =>
  (context: Context): Promise<void> => {
    const { code, meaning } = monitorCodes[fault]
    const params = { ...ofCluster(clusterIdOf(context)), ...change(context) }
    return context.api.refused('GetMonitorData', params, [code], `“${meaning}”`)
  }

export const monitoringReads = checksOf('GetMonitorData', {
  'answers one point a period, both ends included': async (context) => {
    const params = ofCluster(clusterIdOf(context))
    for (const period of metricPeriods.filter((seconds) => seconds <= 3600)) {
      const range = rangeBefore(context.now(), 3)
      const answer = await context.api.ok('GetMonitorData', { ...params, ...range, period })
      const expected = (timeOf(answer.endTime) - timeOf(answer.startTime)) / 1000 / period + 1
      const count = answer.dataPoints.length
      expectThat(answer.startTime === range.startTime, range.startTime, answer.startTime)
      expectThat(count === expected, `${expected} points of ${period} s`, count)
      expectThat(answer.period === period, `period ${period}`, answer.period)
    }
  },
  'answers the metric that is asked for': async (context) => {
    const params = { ...ofCluster(clusterIdOf(context)), metricName: 'dc_mem_usage' } as const
    const { metricName } = await context.api.ok('GetMonitorData', params)
    expectThat(metricName === 'dc_mem_usage', 'dc_mem_usage', metricName)
  },
  'answers services, instances and containers by their dimensions': async (context) => {
    const { api, world } = context
    const { serviceName, namespace } = requirePresent(world.service, 'there is no service')
    const instance = requirePresent(world.instance, 'there is no instance')
    const { containerId } = requirePresent(instance.containers[0], 'there is no container')
    const service = { clusterId: clusterIdOf(context), serviceName, namespace }
    const pod = { ...service, podName: instance.name }
    // The first twelve digits of a container's ID are enough.
    const container = { ...pod, containerId: containerId.slice(0, 12) }
    for (const [metricName, dimensions] of [
      ['service_cpu_used', service],
      ['pod_in_bandwidth', pod],
      ['container_mem_used', container],
    ] as const) {
      const answer = await api.ok('GetMonitorData', {
        namespace: 'qce/docker',
        metricName,
        dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
      })
      expectThat(answer.metricName === metricName, metricName, answer.metricName)
    }
  },
  'values are percentages': async (context) => {
    const params = ofCluster(clusterIdOf(context))
    const range = rangeBefore(context.now(), 3)
    const { dataPoints } = await context.api.ok('GetMonitorData', { ...params, ...range })
    const outOfRange = dataPoints.find((value) => value !== null && (value < 0 || value > 100))
    expectThat(outOfRange === undefined, 'values from 0 to 100', outOfRange)
  },
  [`period is ${defaultMetricPeriod} by default`]: async (context) => {
    const { period } = await context.api.ok('GetMonitorData', ofCluster(clusterIdOf(context)))
    expectThat(period === defaultMetricPeriod, `period ${defaultMetricPeriod}`, period)
  },
  'startTime is the beginning of the day by default': async (context) => {
    const answer = await context.api.ok('GetMonitorData', ofCluster(clusterIdOf(context)))
    const expected = `${writeTime(context.now()).slice(0, 10)} 00:00:00`
    expectThat(answer.startTime === expected, expected, answer.startTime)
  },
  'accepts times without leading zeros': async (context) => {
    const day = writeTime(context.now() - 24 * hour).slice(0, 10)
    const times = { startTime: `${day} 1:0:0`, endTime: `${day} 2:0:0` }
    const params = { ...ofCluster(clusterIdOf(context)), ...times, period: 300 } as const
    const { dataPoints } = await context.api.ok('GetMonitorData', params)
    expectThat(dataPoints.length === 13, '13 points', dataPoints.length)
  },
  'refuses an unknown resource with -502': refuses('SourceNotExists', () =>
    ofCluster('cls-00000000'),
  ),
  'refuses an endTime before startTime with -503': refuses('Invalid', ({ now }) => {
    const { startTime, endTime } = rangeBefore(now(), 3)
    return { startTime: endTime, endTime: startTime }
  }),
  [`refuses more than ${maxDataPoints} points with -507`]: refuses('ExceedLimit', ({ now }) => ({
    ...rangeBefore(now(), 25),
    period: 60,
  })),
  'refuses the dimensions of another level with -509': refuses('DimensionGroup', (context) => ({
    dimensions: [{ name: 'clusterId', value: clusterIdOf(context) }],
  })),
})
