import type { ProcessFacts } from '../ports'
import { formatFamily, type Sample } from './exposition'

/** Metrics of the process, under the standard Prometheus names where they exist. */
export function processMetrics({ startedAt, residentBytes, lag }: ProcessFacts): string {
  const singleSample = (value: number): Sample[] => [{ value }]
  const at = (quantile: string, ms: number) => ({ labels: { quantile }, value: ms / 1000 })
  return [
    formatFamily(
      'process_start_time_seconds',
      'gauge',
      'When the process started, in seconds since 1970.',
      singleSample(startedAt / 1000),
    ),
    formatFamily(
      'process_resident_memory_bytes',
      'gauge',
      'Resident memory of the process.',
      singleSample(residentBytes),
    ),
    formatFamily(
      'gantry_event_loop_lag_seconds',
      'gauge',
      'By how much timers were late since the last scrape: all but 1 in 100, and the latest.',
      lag ? [at('0.99', lag.p99), at('1', lag.max)] : [],
    ),
  ].join('')
}
