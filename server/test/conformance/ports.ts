import type { Ports } from '../../conformance/client'
import { testKey } from '../cloud/client'
import type { Clock } from '../cloud/clock'

/** The address of a test's endpoint. */
export const testTarget = {
  ...testKey,
  endpoint: 'http://cloud.test/v2/index.php',
  region: 'gz',
} as const

/** Ports of a run that waits by moving the clock. */
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
