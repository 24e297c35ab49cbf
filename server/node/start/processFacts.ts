import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { ProcessFacts } from '../../proxy/ports'

/** Milliseconds between two looks at how late a timer is. */
const resolution = 20
const nanoseconds = 1e6

/** What /metrics tells of this process. Looking costs a timer that JavaScript never sees. */
export function createProcessFacts(): () => ProcessFacts {
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  // Node counts the time between two looks, not by how much it was too long.
  const late = (between: number) => Math.max(0, between / nanoseconds - resolution)
  return () => {
    const lag = delay.count > 0 && { p99: late(delay.percentile(99)), max: late(delay.max) }
    delay.reset()
    return {
      startedAt: performance.timeOrigin,
      residentBytes: process.memoryUsage.rss(),
      ...(lag && { lag }),
    }
  }
}
