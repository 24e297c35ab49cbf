/**
 * A signal that is aborted with the first of several. Call `release` at the end: with long-lived
 * signals such as the backend's, AbortSignal.any would accumulate listeners.
 */
export function linked(signals: readonly AbortSignal[]) {
  const both = new AbortController()
  const abort = () => both.abort()
  for (const signal of signals) {
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  }
  return {
    signal: both.signal,
    abort,
    release: () => {
      for (const signal of signals) signal.removeEventListener('abort', abort)
    },
  }
}
