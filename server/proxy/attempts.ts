import { Problem } from './problem'

const window = 5 * 60_000
const most = { user: 5, address: 20 }

/**
 * Counts failed sign-ins of the last five minutes, by user and by address; kept in memory. An attempt
 * counts as failed from its beginning, so that many at once gain nothing.
 */
export function createAttempts(now: () => number) {
  const failures = new Map<string, number[]>()

  const recent = (key: string) => (failures.get(key) ?? []).filter((at) => at > now() - window)

  function forgetOld() {
    for (const key of failures.keys()) {
      const times = recent(key)
      if (times.length === 0) failures.delete(key)
      else failures.set(key, times)
    }
  }

  function requireFewer(key: string, limit: number) {
    const times = recent(key)
    const oldest = times.at(-limit)
    if (oldest === undefined) return
    const seconds = Math.ceil((oldest + window - now()) / 1000)
    throw new Problem(
      429,
      'TooManyAttempts',
      `There were too many failed sign-ins. Try again in ${seconds} s.`,
      { headers: { 'Retry-After': String(seconds) } },
    )
  }

  return {
    /** Throws 429 when there were too many; otherwise answers with what to do on success. */
    begin(user: string, address: string): { succeeded: () => void } {
      forgetOld()
      const [ofUser, ofAddress] = [`user ${user}`, `address ${address}`]
      requireFewer(ofUser, most.user)
      requireFewer(ofAddress, most.address)
      const at = now()
      for (const key of [ofUser, ofAddress]) failures.set(key, [...(failures.get(key) ?? []), at])
      return {
        succeeded() {
          failures.delete(ofUser)
          const others = failures.get(ofAddress) ?? []
          const own = others.indexOf(at)
          failures.set(ofAddress, others.toSpliced(own, own < 0 ? 0 : 1))
        },
      }
    },
  }
}

export type Attempts = ReturnType<typeof createAttempts>
