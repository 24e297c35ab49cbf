import type { Credentials } from './credentials'

/**
 * Milliseconds for which credentials are cached before plugins run again and files are read again.
 */
const freshness = 10_000
/**
 * Minimum milliseconds between two reads of refused credentials, so that a plugin does not run all
 * the time.
 */
const minRereadInterval = 3_000
/** Milliseconds after which a plugin that has not ended is abandoned. */
const timeLimit = 10_000

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the credentials plugin does not end')), timeLimit)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}

/** Caches credentials; `read` receives whether the cluster has refused the last ones. */
export function cachedCredentials(
  read: (isRefused: boolean) => Promise<Credentials>,
  now: () => number,
) {
  let cached: { at: number; credentials: Promise<Credentials> } | undefined
  let isRefused = false
  return {
    async credentials(): Promise<Credentials> {
      if (!cached || now() - cached.at > freshness) {
        cached = { at: now(), credentials: within(read(isRefused)) }
        isRefused = false
      }
      const current = cached
      try {
        return await current.credentials
      } catch (error) {
        if (cached === current) cached = undefined
        throw error
      }
    },
    reject(): void {
      if (!cached || now() - cached.at < minRereadInterval) return
      cached = undefined
      isRefused = true
    },
  }
}
