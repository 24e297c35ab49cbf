import type { Client } from '../client/client'
import { StatusError } from '../client/status'
import type { Timing } from '../ports'

const interval = 15_000
/** Milliseconds without contact after which the cache counts as stale. */
export const longestSilence = 60_000

/** Tracks whether the API server responds, by requesting its version. */
export function startContact(client: Client, timing: Timing, signal: AbortSignal) {
  let heardAt: number | undefined
  let lastError = 'it has not answered yet'
  let answer: unknown

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        answer = await client.get('/version', signal)
        heardAt = timing.now()
      } catch (error) {
        lastError = error instanceof Error ? error.message : String(error)
        // Any response, even an error, proves that the server is reachable.
        if (error instanceof StatusError && error.status < 500) heardAt = timing.now()
      }
      await timing.wait(interval, signal)
    }
  }

  void run()
  return {
    heard: () => {
      heardAt = timing.now()
    },
    isLost: () => heardAt === undefined || timing.now() - heardAt > longestSilence,
    lastError: () => lastError,
    /** The response of /version; undefined before the first one. */
    version: () => answer,
  }
}
