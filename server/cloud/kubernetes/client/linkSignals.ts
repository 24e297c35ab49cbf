/** Callbacks of each signal; one listener serves all, because hosts warn of more than ten. */
const followers = new WeakMap<AbortSignal, Set<() => void>>()

function followersOf(signal: AbortSignal): Set<() => void> {
  const current = followers.get(signal)
  if (current) return current
  const callbacks = new Set<() => void>()
  followers.set(signal, callbacks)
  signal.addEventListener('abort', () => {
    for (const callback of [...callbacks]) callback()
  })
  return callbacks
}

/**
 * A signal that is aborted with the first of several. Call `release` at the end: with long-lived
 * signals such as the backend's, AbortSignal.any would accumulate listeners.
 */
export function linkSignals(signals: readonly AbortSignal[]) {
  const controller = new AbortController()
  const abort = () => controller.abort()
  for (const signal of signals) {
    if (signal.aborted) abort()
    else followersOf(signal).add(abort)
  }
  return {
    signal: controller.signal,
    abort,
    release: () => {
      for (const signal of signals) followers.get(signal)?.delete(abort)
    },
  }
}
