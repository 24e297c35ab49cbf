import {
  isMetricName,
  type MetricName,
  metrics,
} from '../../../contract/actions/monitoring/metrics'
import { levelOf, pathOf, type Subject, subjectOf } from './subject'

/** A chart: one metric of one or more resources of its level. */
export interface ChartSpec {
  metric: MetricName
  subjects: readonly Subject[]
  /** Threshold line, in the metric's unit. */
  threshold?: number
}

/**
 * Serialises a chart for URLs and boards, e.g.
 * `service_cpu_used:cls-1/default/web,cls-1/default/api@2`.
 */
export function writeSpec({ metric, subjects, threshold }: ChartSpec): string {
  const line = threshold === undefined ? '' : `@${threshold}`
  return `${metric}:${subjects.map(pathOf).join(',')}${line}`
}

/** Parses a chart; undefined where the text names no known metric or no resource of its level. */
export function readSpec(text: string): ChartSpec | undefined {
  const [, metric, paths = '', line] = /^(\w+):([^@]*)(?:@([\d.e+-]+))?$/.exec(text) ?? []
  if (!isMetricName(metric)) return undefined
  const { level } = metrics[metric]
  const subjects = paths
    .split(',')
    .flatMap((path) => subjectOf(path) ?? [])
    .filter((subject) => levelOf(subject) === level)
  if (subjects.length === 0) return undefined
  const threshold = Number(line)
  return {
    metric,
    subjects,
    ...(line !== undefined && Number.isFinite(threshold) && { threshold }),
  }
}

/** Metrics bounded by 0 and 100. Usage relative to a request may exceed 100. */
export const isShare = (metric: MetricName): boolean =>
  metrics[metric].unit === '%' && !metric.endsWith('_for_request')

/** Metrics of a level, in the API document's order. */
export const metricsOf = (level: ReturnType<typeof levelOf>): readonly MetricName[] =>
  Object.keys(metrics)
    .filter(isMetricName)
    .filter((name) => metrics[name].level === level)
