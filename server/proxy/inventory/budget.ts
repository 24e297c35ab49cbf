/** Seconds of the full rate that may be used in a burst. */
const burst = 1
/** Responses that take longer than this make the calls rarer, in milliseconds. */
const fastResponse = 500

/** Limits the calls to an endpoint, and further while it answers slowly. */
export function createBudget(callsPerSecond: number) {
  let tokens = callsPerSecond * burst
  let refilledAt: number | undefined
  /** Moving average of the response time in milliseconds. */
  let responseTime = 0

  const rate = () => callsPerSecond * Math.min(1, fastResponse / Math.max(1, responseTime))

  return {
    /** Whether a read may begin. */
    allows(now: number): boolean {
      const elapsed = refilledAt === undefined ? 0 : Math.max(0, now - refilledAt)
      refilledAt = now
      tokens = Math.min(callsPerSecond * burst, tokens + (elapsed / 1_000) * rate())
      return tokens >= 1
    },
    /**
     * Takes a call out of the budget. The calls of a list of many pages may exceed it; the next
     * reads then wait until the budget has made up for them.
     */
    spend(): void {
      tokens -= 1
    },
    /** Notes how long a call took, in milliseconds. */
    note(duration: number): void {
      responseTime = responseTime * 0.8 + duration * 0.2
    },
  }
}

export type Budget = ReturnType<typeof createBudget>
