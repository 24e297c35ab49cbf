import { useSyncExternalStore } from 'react'

const period = 5_000
let now = Date.now()
let timer: number | undefined
const watchers = new Set<() => void>()

function tick() {
  now = Date.now()
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  if (timer === undefined) {
    // Nobody has looked at the clock for a while.
    now = Date.now()
    timer = window.setInterval(tick, period)
  }
  return () => {
    watchers.delete(watcher)
    if (watchers.size > 0) return
    window.clearInterval(timer)
    timer = undefined
  }
}

/** The present in ms, to about five seconds; one clock for all ages on the page. */
export const useNow = (): number => useSyncExternalStore(watch, () => now)

const minute = 60_000

/** The minute that has begun, in ms: for what need not be drawn anew every few seconds. */
export const useMinute = (): number =>
  useSyncExternalStore(watch, () => Math.floor(now / minute) * minute)
