import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { ProcessFacts } from '../../proxy/ports'

/** Sampling interval of the timer lag in milliseconds. */
const resolution = 20
const nanoseconds = 1e6

/** Process metrics for /metrics. Sampling uses a native timer. */
export function createProcessFacts(): () => ProcessFacts {
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  // Node's histogram contains the whole interval rather than only the lag.
  const lagOf = (interval: number) => Math.max(0, interval / nanoseconds - resolution)
  return () => {
    const lag = delay.count > 0 && { p99: lagOf(delay.percentile(99)), max: lagOf(delay.max) }
    delay.reset()
    return {
      startedAt: performance.timeOrigin,
      residentBytes: process.memoryUsage.rss(),
      ...(lag && { lag }),
    }
  }
}
