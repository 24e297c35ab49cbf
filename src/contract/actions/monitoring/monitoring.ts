import * as z from 'zod/mini'
import { read } from '../../action'
import { type Rule, withMeta, withRules } from '../../rules/rules'
import { dateTime, paddedTime, time } from '../common'
import { isMetricName, metricLevels, metricNames, metricPeriods, metrics } from './metrics'

interface Query {
  namespace?: unknown
  metricName?: unknown
  dimensions?: unknown
  startTime?: unknown
  endTime?: unknown
}

const levelOf = (name: unknown) =>
  isMetricName(name) ? metricLevels[metrics[name].level] : undefined

const nameOf = (dimension: unknown) =>
  typeof dimension === 'object' && dimension !== null && 'name' in dimension
    ? String(dimension.name)
    : ''

const rules: readonly Rule<Query>[] = [
  {
    id: 'namespaceOfMetric',
    text: 'namespace must be qce/cvm for metrics of clusters, qce/docker for all others',
    path: ['namespace'],
    holds: ({ namespace, metricName }) =>
      namespace === undefined || (levelOf(metricName)?.namespace ?? namespace) === namespace,
  },
  {
    id: 'dimensionsOfMetric',
    text: 'dimensions must be those of the level that the metric measures: docker_clusterid; clusterId, serviceName and namespace; with podName for instances; with podName and containerId for containers',
    path: ['dimensions'],
    holds: ({ dimensions, metricName }) => {
      const level = levelOf(metricName)
      if (!level || !Array.isArray(dimensions) || dimensions.length === 0) return true
      return dimensions.map(nameOf).sort().join() === level.dimensions.toSorted().join()
    },
  },
  {
    id: 'endAfterStart',
    text: 'endTime must not be before startTime',
    path: ['endTime'],
    holds: ({ startTime, endTime }) => {
      if (typeof startTime !== 'string' || typeof endTime !== 'string') return true
      const [start, end] = [paddedTime(startTime), paddedTime(endTime)]
      return start === undefined || end === undefined || end >= start
    },
  },
]

/** Seconds: 1 minute, 5 minutes, 1 hour, 1 day. */
const period = () => withMeta(z.literal([...metricPeriods]), { unit: 's' })

/**
 * 监控相关接口 / 查询容器服务监控信息, on a separate host with its own error codes: -502 no such resource, -503 and
 * -505 invalid parameters, -507 limit exceeded, -509 wrong dimensions, -513 database failure. A
 * point covers the period that starts at its time; in the current period it covers only the elapsed
 * part.
 */
export const GetMonitorData = read({
  name: 'GetMonitorData',
  area: 'monitoring',
  host: 'monitor',
  section: '监控相关接口/查询容器服务监控信息',
  scope: {
    clusters: { dimensions: ['clusterId', 'docker_clusterid'] },
    namespaces: { dimensions: ['namespace'] },
  },
  shared: { period: 'period', atLeast: 60 },
  flat: true,
  request: withRules(
    z.strictObject({
      /**
       * Not the Kubernetes namespace: qce/cvm for clusters; qce/docker for services, instances and
       * containers.
       */
      namespace: z.enum(['qce/cvm', 'qce/docker']),
      metricName: z.enum(metricNames),
      /** The dimensions of one measured object; `metricLevels` has the names. */
      dimensions: z
        .array(
          z.strictObject({
            name: z.string().check(z.minLength(1)),
            value: z.string().check(z.minLength(1)),
          }),
        )
        .check(z.minLength(1)),
      period: z.optional(period()),
      /**
       * Defaults to today 00:00:00. Points are aligned to periods: the first point contains this
       * time.
       */
      startTime: z.optional(dateTime()),
      /** Defaults to now. */
      endTime: z.optional(dateTime()),
    }),
    rules,
  ),
  response: z.object({
    /** Time of the first point. */
    startTime: time(),
    endTime: time(),
    metricName: z.string(),
    period: withMeta(z.int(), { unit: 's' }),
    /**
     * Values from startTime to endTime, inclusive, one per period, at most 1,440; null for missing
     * and expired values (api-facts.md 4.6, 5.7).
     */
    dataPoints: z.array(z.nullable(z.number())),
  }),
})
