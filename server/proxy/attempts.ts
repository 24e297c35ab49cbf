import { Problem } from './problem'

const window = 5 * 60_000
const most = { user: 5, address: 20 }

/** Counts failed sign-ins of the last five minutes, by user and by address; kept in memory. */
export function createAttempts(now: () => number) {
  const failures = new Map<string, number[]>()

  const recent = (key: string) => (failures.get(key) ?? []).filter((at) => at > now() - window)

  function forget() {
    for (const key of failures.keys()) if (recent(key).length === 0) failures.delete(key)
  }

  const keys = (user: string, address: string) =>
    [
      [`user ${user}`, most.user],
      [`address ${address}`, most.address],
    ] as const

  return {
    /** Throws 429 when there were too many. */
    check(user: string, address: string): void {
      for (const [key, limit] of keys(user, address)) {
        const times = recent(key)
        const first = times[0]
        if (times.length < limit || first === undefined) continue
        const seconds = Math.ceil((first + window - now()) / 1000)
        throw new Problem(
          429,
          'TooManyAttempts',
          `Too many failed sign-ins. Try again in ${Math.ceil(seconds / 60)} min.`,
          { headers: { 'Retry-After': String(seconds) } },
        )
      }
    },
    failed(user: string, address: string): void {
      forget()
      for (const [key] of keys(user, address)) failures.set(key, [...recent(key), now()])
    },
    succeeded(user: string): void {
      failures.delete(`user ${user}`)
    },
  }
}

export type Attempts = ReturnType<typeof createAttempts>
