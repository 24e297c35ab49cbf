/** Seconds of the full rate that may be used in a burst. */
const burst = 1
/** Response time in milliseconds above which the rate of calls is reduced. */
const fastResponse = 500

/**
 * Limits the rate of calls to an endpoint, and lowers it further while the endpoint answers slowly.
 * With a rate of 0 no call is allowed.
 */
export function createBudget(callsPerSecond: number) {
  /** At least one call, or a rate below one a second would never allow any. */
  const capacity = callsPerSecond === 0 ? 0 : Math.max(1, callsPerSecond * burst)
  let tokens = capacity
  let refilledAt: number | undefined
  /** Moving average of the response time in milliseconds. */
  let responseTime = 0

  const rate = () => callsPerSecond * Math.min(1, fastResponse / Math.max(1, responseTime))

  return {
    /** Whether a read may begin. */
    allows(now: number): boolean {
      const elapsed = refilledAt === undefined ? 0 : Math.max(0, now - refilledAt)
      refilledAt = now
      tokens = Math.min(capacity, tokens + (elapsed / 1_000) * rate())
      return tokens >= 1
    },
    /**
     * Deducts a call from the budget. A list of many pages may overdraw the budget; the next reads
     * then wait until it has recovered.
     */
    spend(): void {
      tokens -= 1
    },
    /** Records the duration of a call in milliseconds. */
    note(duration: number): void {
      responseTime = responseTime * 0.8 + duration * 0.2
    },
  }
}
