/**
 * Maximum back-off, as a multiple of the first back-off: 10, 20, 40, 80, 160, 300, 300 … seconds.
 */
const maxFactor = 30

const backOffFactor = (n: number) => Math.min(2 ** n, maxFactor)
/** Sum of the first `n` back-offs, as a multiple of the first back-off. */
const totalFactor = (n: number) => (n <= 5 ? 2 ** n - 1 : 31 + (n - 5) * maxFactor)

export interface Attempts {
  /** Number of failed attempts. */
  failures: number
  /**
   * Index of the current attempt, or of the last attempt during a back-off; the first attempt has
   * index 0.
   */
  attempt: number
  /**
   * Number of back-off events. During a back-off, Kubernetes emits an event at intervals of the
   * first back-off's length.
   */
  backOffEvents: number
  /** Start of the current attempt, in milliseconds after the start of the first attempt. */
  startedAfter: number
  /**
   * Time of the last failure, in milliseconds after the start of the first attempt; not meaningful
   * if `failures` is 0.
   */
  lastFailure: number
  /**
   * Time of the last back-off event, in milliseconds after the start of the first attempt; not
   * meaningful if `backOffEvents` is 0.
   */
  lastBackOffEvent: number
}

const startOf = (n: number, run: number, backOff: number) => n * run + totalFactor(n) * backOff

/** Start of the next attempt, in milliseconds after the start of the first attempt. */
export const nextAttempt = (elapsed: number, run: number, backOff: number): number =>
  startOf(attemptsAfter(elapsed, run, backOff).attempt + 1, run, backOff)

/**
 * State of an operation that is retried forever and never succeeds: each attempt takes `run`
 * milliseconds and is followed by a back-off, which is `backOff` at first and doubles. The state is
 * computed from the elapsed time alone, so that a crash loop of several days needs no simulation of
 * each attempt.
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
