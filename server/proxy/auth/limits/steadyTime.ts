import type { ProxyPorts } from '../../ports'

/**
 * Unix milliseconds that setting the clock doesn't change while the process runs: the time of the
 * start, plus what has elapsed since.
 */
export function createSteadyTime({
  now,
  elapsed = now,
}: Pick<ProxyPorts, 'now' | 'elapsed'>): () => number {
  const difference = now() - elapsed()
  return () => Math.round(elapsed() + difference)
}

/**
 * Remembers keys for a time. Its size is limited, and setting the clock back does not affect it.
 */
export function createRecent<T>(lifetime: number, time: () => number) {
  const maxKeys = 10_000
  const entries = new Map<string, { value: T; at: number }>()
  return {
    get(key: string): T | undefined {
      const found = entries.get(key)
      const age = found ? time() - found.at : -1
      return age >= 0 && age < lifetime ? found?.value : undefined
    },
    set(key: string, value: T): void {
      if (entries.size >= maxKeys) entries.clear()
      entries.set(key, { value, at: time() })
    },
  }
}
