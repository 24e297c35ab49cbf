import type { Ports } from '../../conformance/client'
import { testKey } from '../cloud/client'
import type { Clock } from '../cloud/clock'

/** Address and keys of the endpoint that a test checks. */
export const testTarget = {
  ...testKey,
  endpoint: 'http://cloud.test/v2/index.php',
  region: 'gz',
} as const

/** Ports with which a run of the suite waits by advancing the test clock. */
export function steppedPorts(fetch: Ports['fetch'], clock: Clock): Ports {
  let drawn = 0
  return {
    fetch,
    now: clock.now,
    wait: async (milliseconds) => clock.pass(milliseconds / 1000),
    random: (bound) => {
      drawn += 7919
      return drawn % bound
    },
  }
}
