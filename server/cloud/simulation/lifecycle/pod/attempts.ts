/** The longest back-off, in first back-offs: 10, 20, 40, 80, 160, 300, 300 … seconds. */
const longest = 30

const times = (n: number) => Math.min(2 ** n, longest)
/** First back-offs in the first `n` waits. */
const timesBefore = (n: number) => (n <= 5 ? 2 ** n - 1 : 31 + (n - 5) * longest)

export interface Attempts {
  /** Attempts that have failed so far. */
  failures: number
  /** Number of the present attempt, or of the one that is waited after; 0 is the first. */
  attempt: number
  /** How often Kubernetes has said that it waits: once every first back-off while it does. */
  notices: number
  /** When the present attempt began, in milliseconds from the first one. */
  began: number
  /** When the last failure was, in milliseconds from the first attempt; meaningless without failures. */
  lastFailure: number
  /** When it was last said that it waits, counted likewise; meaningless without notices. */
  lastNotice: number
}

const startOf = (n: number, run: number, backOff: number) => n * run + timesBefore(n) * backOff

/** When the attempt after the present one begins, in milliseconds from the first one. */
export const nextAttempt = (elapsed: number, run: number, backOff: number): number =>
  startOf(attemptsAfter(elapsed, run, backOff).attempt + 1, run, backOff)

/**
 * Where something stands that is tried for ever and never succeeds: each attempt takes `run`, then
 * comes a wait of `backOff`, twice that and so on. A function of the time elapsed alone, so that a
 * crash-loop of days costs nothing.
 */
export function attemptsAfter(elapsed: number, run: number, backOff: number): Attempts {
  const start = (n: number) => startOf(n, run, backOff)
  let attempt = 0
  while (attempt < 5 && start(attempt + 1) <= elapsed) attempt += 1
  if (attempt === 5) attempt += Math.floor((elapsed - start(5)) / (run + longest * backOff))
  const began = start(attempt)
  const waited = elapsed - began - run
  if (waited < 0) {
    const notices = timesBefore(attempt)
    const lastFailure = attempt > 0 ? began - times(attempt - 1) * backOff : began
    return { failures: attempt, attempt, notices, began, lastFailure, lastNotice: began - backOff }
  }
  const sinceFailure = Math.min(Math.floor(waited / backOff), times(attempt) - 1)
  return {
    failures: attempt + 1,
    attempt,
    notices: timesBefore(attempt) + sinceFailure + 1,
    began,
    lastFailure: began + run,
    lastNotice: began + run + sinceFailure * backOff,
  }
}
