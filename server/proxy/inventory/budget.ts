/** Seconds of the full rate that may be used in a burst. */
const burst = 1
/** Response time in milliseconds above which the rate of calls is reduced. */
const fastResponse = 500

/**
 * Limits the rate of calls to an endpoint, and lowers it further while the endpoint answers slowly.
 */
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
