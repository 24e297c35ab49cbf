import type { DecodedOf } from '../../../../src/contract/action'
import {
  defaultMetricPeriod,
  type MetricPeriod,
  maxDataPoints,
  metricRetention,
  metrics,
} from '../../../../src/contract/actions/monitoring/metrics'
import type * as contract from '../../../../src/contract/actions/monitoring/monitoring'
import { defaultOf, dependentDefaults } from '../../../../src/contract/tables/dependentDefaults'
import { beijingTime, parseBeijingTime, startOfPeriod } from '../../beijingTime'
import { metricError } from '../../endpoint/metricErrors'
import type { Context, Handlers } from '../handler'
import { pointsOf } from '../metrics/points'
import { readings } from '../metrics/readings'
import { type CachedPoints, cachedPointsOf } from '../metrics/resources/pointCache'
import { minute } from '../metrics/series'
import { subjectOf } from '../metrics/subject'

type Query = DecodedOf<typeof contract.GetMonitorData>

/**
 * Time range of a query; the default is today up to now. Points are aligned to whole periods in
 * Beijing time, so that a point has the same value in every range. The first point is the period
 * that contains `startTime`; the response's `startTime` is the start of that period.
 */
function rangeOf({ startTime, endTime, period = defaultMetricPeriod }: Query, now: number) {
  const step = period * 1000
  const today = { startOfDay: startOfPeriod(now, 86_400_000), now }
  const begin =
    startTime === undefined
      ? defaultOf(dependentDefaults.startTime, today)
      : parseBeijingTime(startTime)
  const end =
    endTime === undefined ? defaultOf(dependentDefaults.endTime, today) : parseBeijingTime(endTime)
  if (end < begin) throw metricError('Invalid', 'endTime must not be before startTime')
  const first = startOfPeriod(begin, step)
  const count = Math.floor((end - first) / step) + 1
  if (count > maxDataPoints) {
    const requestedPoints = `${count} points of ${period} s from startTime to endTime`
    throw metricError('ExceedLimit', `${requestedPoints} are more than ${maxDataPoints}`)
  }
  return { first, end, step, count, period }
}

/** The first minute that is retained and the last complete minute, in minutes since 1970. */
const retainedMinutes = (period: MetricPeriod, now: number) => ({
  oldest: Math.ceil((now - metricRetention[period] * 1000) / minute),
  latest: Math.floor(now / minute),
})

/**
 * Shortest period, in minutes, whose points are cached; points of shorter periods are numerous and
 * cheap to compute.
 */
const minCachedPeriod = 60

/**
 * Cached points of a cluster or a service; points of instances and containers are cheap to compute
 * and not cached.
 */
function cachedPoints(
  { metricName, period = defaultMetricPeriod, dimensions }: Query,
  { world, now }: Context,
): CachedPoints {
  const { level } = metrics[metricName]
  if (period < minCachedPeriod * 60 || (level !== 'cluster' && level !== 'service'))
    return new Map()
  const values = dimensions.map(({ name, value }) => `${name}=${value}`).sort()
  // After a reset, a cluster of the new world may have the same ID, but it has another creation
  // time.
  const cluster = dimensions.find(({ name }) => /cluster/.test(name))?.value ?? ''
  const { createdAt } = world.get('cluster', cluster) ?? {}
  return cachedPointsOf(world, now, JSON.stringify([metricName, period, createdAt, ...values]))
}

export const monitoring: Handlers<typeof contract> = {
  GetMonitorData: (query, context) => {
    const { now } = context
    const { first, end, step, count, period } = rangeOf(query, now)
    const subject = subjectOf(query, context)
    const { compute, isTotal = false } = readings[query.metricName]
    const range = { first: first / minute, step: step / minute, count }
    return {
      metricName: query.metricName,
      startTime: beijingTime(first),
      endTime: beijingTime(end),
      period,
      dataPoints: pointsOf(
        range,
        retainedMinutes(period, now),
        isTotal,
        (span) => compute(subject, span),
        cachedPoints(query, context),
      ),
    }
  },
}
