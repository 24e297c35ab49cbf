import type { Client } from '../client/client'
import { StatusError } from '../client/status'
import type { Timing } from '../ports'

const interval = 5_000
/** Milliseconds without contact after which the cache counts as stale. */
export const longestSilence = 60_000
/** Milliseconds; a request that takes longer counts as lost contact before its time limit. */
const maxResponseDelay = interval + 5_000

/** Tracks whether the API server responds, by requesting its version. */
export function startContact(client: Client, timing: Timing, signal: AbortSignal) {
  let heardAt: number | undefined
  let hasFailed = false
  let lastError = 'it has not answered yet'
  let versionResponse: unknown

  function heard(): void {
    heardAt = timing.now()
    hasFailed = false
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        versionResponse = await client.get('/version', signal)
        heard()
      } catch (error) {
        lastError = error instanceof Error ? error.message : String(error)
        // Any response, even an error, proves that the server is reachable.
        if (error instanceof StatusError && error.status < 500) heard()
        else hasFailed = true
      }
      await timing.wait(interval, signal)
    }
  }

  void run()
  return {
    heard,
    isLost: () => heardAt === undefined || timing.now() - heardAt > longestSilence,
    /** When and why contact was lost; undefined while there is contact, and before the first. */
    lost() {
      if (heardAt === undefined) return undefined
      const silence = timing.now() - heardAt
      if (!hasFailed && silence <= maxResponseDelay) return undefined
      return { since: heardAt, message: lastError }
    },
    /** Whether attempts have failed and none has succeeded yet. */
    isUnheard: () => heardAt === undefined && hasFailed,
    lastError: () => lastError,
    /** The response of /version; undefined before the first one. */
    version: () => versionResponse,
  }
}
