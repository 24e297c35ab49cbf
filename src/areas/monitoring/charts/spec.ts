import {
  isMetricName,
  type MetricName,
  metrics,
} from '../../../contract/actions/monitoring/metrics'
import { levelOf, pathOf, type Subject, subjectOf } from './subject'

/** One chart: a metric of one or more subjects of its level. */
export interface ChartSpec {
  metric: MetricName
  subjects: readonly Subject[]
  /** A line across the chart, in the metric's own unit. */
  threshold?: number
}

/** A chart as addresses and boards write it, e.g. `service_cpu_used:cls-1/default/web,cls-1/default/api@2`. */
export function writeSpec({ metric, subjects, threshold }: ChartSpec): string {
  const line = threshold === undefined ? '' : `@${threshold}`
  return `${metric}:${subjects.map(pathOf).join(',')}${line}`
}

/** The chart of a text. Undefined where it names no metric or nothing that has it. */
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

/** Metrics that stay between 0 and 100: a request is no bound, what is used may exceed it. */
export const isShare = (metric: MetricName): boolean =>
  metrics[metric].unit === '%' && !metric.endsWith('_for_request')

/** Metrics of a level, in the document's order. */
export const metricsOf = (level: ReturnType<typeof levelOf>): readonly MetricName[] =>
  Object.keys(metrics)
    .filter(isMetricName)
    .filter((name) => metrics[name].level === level)
