/** The longest back-off, in units of the first one: 10, 20, 40, 80, 160, 300, 300 … seconds. */
const maxFactor = 30

const backOffFactor = (n: number) => Math.min(2 ** n, maxFactor)
/** Sum of the first `n` back-offs, in units of the first one. */
const totalFactor = (n: number) => (n <= 5 ? 2 ** n - 1 : 31 + (n - 5) * maxFactor)

export interface Attempts {
  /** Number of failed attempts. */
  failures: number
  /** Number of the current attempt, or of the last one while backing off; 0 is the first. */
  attempt: number
  /** Number of back-off events: Kubernetes emits one every first back-off while it waits. */
  backOffEvents: number
  /** Start of the current attempt, in milliseconds after the start of the first. */
  startedAfter: number
  /**
   * Time of the last failure, in milliseconds after the start of the first attempt; meaningless
   * without failures.
   */
  lastFailure: number
  /**
   * Time of the last back-off event, in milliseconds after the start of the first attempt;
   * meaningless without backOffEvents.
   */
  lastBackOffEvent: number
}

const startOf = (n: number, run: number, backOff: number) => n * run + totalFactor(n) * backOff

/** Start of the next attempt, in milliseconds after the start of the first. */
export const nextAttempt = (elapsed: number, run: number, backOff: number): number =>
  startOf(attemptsAfter(elapsed, run, backOff).attempt + 1, run, backOff)

/**
 * State of an operation that is retried forever and never succeeds: each attempt takes `run`,
 * followed by a back-off that starts at `backOff` and doubles. Computed from the elapsed time
 * alone, so that a crash loop of days costs nothing.
 */
export function attemptsAfter(elapsed: number, run: number, backOff: number): Attempts {
  const attemptStart = (n: number) => startOf(n, run, backOff)
  let attempt = 0
  while (attempt < 5 && attemptStart(attempt + 1) <= elapsed) attempt += 1
  if (attempt === 5)
    attempt += Math.floor((elapsed - attemptStart(5)) / (run + maxFactor * backOff))
  const startedAfter = attemptStart(attempt)
  const waited = elapsed - startedAfter - run
  if (waited < 0) {
    const backOffEvents = totalFactor(attempt)
    const lastFailure =
      attempt > 0 ? startedAfter - backOffFactor(attempt - 1) * backOff : startedAfter
    return {
      failures: attempt,
      attempt,
      backOffEvents,
      startedAfter,
      lastFailure,
      lastBackOffEvent: startedAfter - backOff,
    }
  }
  const sinceFailure = Math.min(Math.floor(waited / backOff), backOffFactor(attempt) - 1)
  return {
    failures: attempt + 1,
    attempt,
    backOffEvents: totalFactor(attempt) + sinceFailure + 1,
    startedAfter,
    lastFailure: startedAfter + run,
    lastBackOffEvent: startedAfter + run + sinceFailure * backOff,
  }
}
