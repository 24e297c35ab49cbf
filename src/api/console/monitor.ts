import { useQueries } from '@tanstack/react-query'
import { useRef } from 'react'
import type { RequestOf, ResponseOf } from '../../contract/action'
import {
  type MetricName,
  type MetricPeriod,
  maxDataPoints,
  metricLevels,
  metrics,
} from '../../contract/actions/monitoring/metrics'
import { GetMonitorData } from '../../contract/actions/monitoring/monitoring'
import { beijingOffset, formatApiTime, parseApiTime } from '../../i18n/format'
import type { Answer as ReadAnswer } from '../client/call'
import { currentAt, readKey } from '../client/read'
import { readInBatch } from '../client/seriesBatch'
import { unavailableError, useUnavailable } from '../session/available'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/presence'

/** Selects a metric of an object. */
export interface MonitorQuery {
  metric: MetricName
  /** Dimensions by their wire names. */
  dimensions: Readonly<Record<string, string>>
}

/** Start and end in milliseconds, both inclusive, and the step in seconds. */
export interface MonitorWindow {
  from: number
  to: number
  period: MetricPeriod
}

/**
 * Values at regular intervals: the value with index i covers the period that starts at start + i ×
 * step, in milliseconds.
 */
export interface MonitorValues {
  start: number
  step: number
  values: readonly (number | null)[]
}

export interface MonitorRead {
  /** While loading, the values of the previous window; undefined before the first response. */
  data: MonitorValues | undefined
  error: Error | null
  isFetching: boolean
  /** In milliseconds; 0 before the first response. */
  dataUpdatedAt: number
  refetch: () => unknown
}

type Params = RequestOf<typeof GetMonitorData>
type Answer = ResponseOf<typeof GetMonitorData>

/** Returns the start of the period that contains a time; periods are aligned to Beijing time. */
export const periodStart = (moment: number, seconds: number): number =>
  Math.floor((moment + beijingOffset) / (seconds * 1000)) * seconds * 1000 - beijingOffset

/**
 * Splits a window into parts of at most 1,440 values, the limit of a request. Parts are aligned to
 * fixed times, so that a moving window refetches only its last part.
 */
export function splitWindow({
  from,
  to,
  period,
}: MonitorWindow): readonly (readonly [number, number])[] {
  const step = period * 1000
  const long = maxDataPoints * period
  const early = periodStart(from, period >= 86_400 ? period : period * 60)
  const parts: (readonly [number, number])[] = []
  for (let begin = periodStart(from, long); begin <= to; begin += long * 1000) {
    const end = begin + (maxDataPoints - 1) * step
    if (end >= periodStart(from, period)) {
      parts.push([Math.max(begin, early), Math.min(end, periodStart(to, period))])
    }
  }
  return parts
}

function paramsOf({ metric, dimensions }: MonitorQuery, period: MetricPeriod) {
  const { namespace, dimensions: names } = metricLevels[metrics[metric].level]
  return ([from, to]: readonly [number, number]): Params => ({
    namespace,
    metricName: metric,
    dimensions: names.map((name) => ({ name, value: dimensions[name] ?? '' })),
    period,
    startTime: formatApiTime(from),
    endTime: formatApiTime(to),
  })
}

/** Merges the parts of a window by the startTime and period of each response. */
export function mergeParts(answers: readonly Answer[]): MonitorValues | undefined {
  const parts = answers.flatMap(({ startTime, period, dataPoints }) => {
    const start = parseApiTime(startTime)
    return start === undefined ? [] : [{ start, step: period * 1000, values: dataPoints }]
  })
  const [first, ...rest] = parts
  if (!first || rest.length === 0) return first
  const start = Math.min(...parts.map((part) => part.start))
  const { step } = first
  const values: (number | null)[] = []
  for (const part of parts) {
    const offset = Math.round((part.start - start) / step)
    // Values missing between two parts become a gap.
    while (values.length < offset) values.push(null)
    for (const [at, value] of part.values.entries()) values[offset + at] = value
  }
  return { start, step, values }
}

interface Memoized {
  parts: readonly Answer[]
  data: MonitorValues | undefined
}

/** Memoises the merged values by their parts, so that a chart is redrawn only for new values. */
function memoizedMerge(memoized: Map<string, Memoized>, key: string, parts: readonly Answer[]) {
  const previous = memoized.get(key)
  const isSame =
    previous?.parts.length === parts.length &&
    parts.every((part, at) => part === previous.parts[at])
  if (isSame) return previous.data
  const data = mergeParts(parts)
  memoized.set(key, { parts, data })
  return data
}

/**
 * Reads metrics over a window. The parts of all charts that are read at the same time share one
 * request, and charts share equal parts. Moving the
 * window causes a refetch.
 */
export function useMonitor(
  queries: readonly MonitorQuery[],
  window: MonitorWindow,
  { enabled = true }: { enabled?: boolean } = {},
): MonitorRead[] {
  const { account, region } = useCloudLocation()
  const isEnded = useSessionEnded()
  const reason = useUnavailable()(GetMonitorData.name)
  const memoized = useRef(new Map<string, Memoized>())
  const parts = splitWindow(window)
  const target = { account, region }
  const step = window.period * 1000
  const requests = queries.flatMap((query) => {
    const params = paramsOf(query, window.period)
    return parts.map((part) => ({ params: params(part), isOver: part[1] + step <= window.to }))
  })
  const reads = useQueries({
    queries: requests.map(({ params, isOver }) => ({
      // A part is incomplete until its last period ends, and is refetched then.
      queryKey: [...readKey(GetMonitorData.name, target, params), isOver],
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<ReadAnswer<typeof GetMonitorData>> =>
        readInBatch({ ...target, params }, signal),
      enabled: enabled && !isEnded && reason === undefined && account !== '',
      staleTime: isOver ? Number.POSITIVE_INFINITY : step,
      gcTime: 3 * 60_000,
      structuralSharing: false,
    })),
  })
  return queries.map((query, at) => {
    const ownReads = reads.slice(at * parts.length, (at + 1) * parts.length)
    const key = JSON.stringify([target, query])
    const answers = ownReads.flatMap((read) => (read.data ? [read.data.data] : []))
    const isWhole = answers.length === parts.length
    return {
      data: isWhole
        ? memoizedMerge(memoized.current, key, answers)
        : memoized.current.get(key)?.data,
      error: reason
        ? unavailableError(reason)
        : (ownReads.find((read) => read.error)?.error ?? null),
      isFetching: ownReads.some((read) => read.isFetching),
      dataUpdatedAt: Math.min(
        ...ownReads.map((read) => currentAt(read.dataUpdatedAt, read.data?.age)),
      ),
      refetch: () => Promise.all(ownReads.map((read) => read.refetch())),
    }
  })
}
