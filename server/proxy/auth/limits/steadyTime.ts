import type { ProxyPorts } from '../../ports'

/**
 * A clock in Unix milliseconds that is unaffected when the system clock is set: start time plus
 * elapsed time.
 */
export function createSteadyTime({
  now,
  elapsed = now,
}: Pick<ProxyPorts, 'now' | 'elapsed'>): () => number {
  const difference = now() - elapsed()
  return () => Math.round(elapsed() + difference)
}

/**
 * Remembers keys for a limited time. The number of keys is bounded, and setting the clock back has
 * no effect.
 */
export function createRecentKeys<T>(lifetime: number, time: () => number) {
  const maxKeys = 10_000
  const entries = new Map<string, { value: T; at: number }>()
  return {
    get(key: string): T | undefined {
      const existing = entries.get(key)
      const age = existing ? time() - existing.at : -1
      return age >= 0 && age < lifetime ? existing?.value : undefined
    },
    set(key: string, value: T): void {
      if (entries.size >= maxKeys) entries.clear()
      entries.set(key, { value, at: time() })
    },
  }
}
