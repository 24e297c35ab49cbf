import { useSyncExternalStore } from 'react'
import { now as serverTime, watchClock } from '../../browser/clock'

const period = 5_000
let now = serverTime()
let timer: number | undefined
const watchers = new Set<() => void>()

function tick() {
  now = serverTime()
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  if (timer === undefined) {
    // The last value is stale, because the clock had no subscribers.
    now = serverTime()
    timer = window.setInterval(tick, period)
  }
  return () => {
    watchers.delete(watcher)
    if (watchers.size > 0) return
    window.clearInterval(timer)
    timer = undefined
  }
}

watchClock(tick)

/**
 * Returns the server's time in milliseconds, accurate to about five seconds; all ages on the page
 * share it.
 */
export const useNow = (): number => useSyncExternalStore(watch, () => now)

const minute = 60_000

/**
 * Returns the start of the current minute in milliseconds, for components that need no update every
 * few seconds.
 */
export const useMinute = (): number =>
  useSyncExternalStore(watch, () => Math.floor(now / minute) * minute)
