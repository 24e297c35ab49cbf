import { useSyncExternalStore } from 'react'
import { browserLead, watchClock } from '../../browser/clock'

/** Milliseconds; smaller differences don't matter to a user. */
const minShownLead = 60_000

/**
 * Milliseconds by which the browser's clock is ahead of the server's; undefined while they nearly
 * agree.
 */
export function useClockLead(): number | undefined {
  const lead = useSyncExternalStore(watchClock, browserLead)
  return Math.abs(lead) > minShownLead ? lead : undefined
}
