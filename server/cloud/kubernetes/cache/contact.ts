import type { Client } from '../client/client'
import { StatusError } from '../client/status'
import type { Timing } from '../ports'

const interval = 15_000
/** Without contact for longer, what is cached says nothing about the present. */
export const longestSilence = 60_000

/** Follows whether the API server answers, by asking it for its version. */
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
        // Any answer shows that the server is there.
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
    /** The answer of /version; undefined before the first. */
    version: () => answer,
  }
}
