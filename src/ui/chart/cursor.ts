import { useSyncExternalStore } from 'react'

/** The shared crosshair: a time and the chart that set it; null when hidden. */
export interface Cursor {
  moment: number
  /** ID of the chart with the pointer or focus. */
  chart: string
}

let cursor: Cursor | null = null
let isDue = false
const followers = new Set<(cursor: Cursor | null) => void>()

function notifyFollowers() {
  isDue = false
  for (const follow of followers) follow(cursor)
}

/** Moves the crosshair of all charts in the next animation frame, without re-rendering them. */
export function moveCursor(next: Cursor | null): void {
  cursor = next
  if (!isDue) requestAnimationFrame(notifyFollowers)
  isDue = true
}

/**
 * Calls back in each animation frame in which the crosshair moved; returns an unsubscribe function.
 */
export function followCursor(follow: (cursor: Cursor | null) => void): () => void {
  followers.add(follow)
  return () => {
    followers.delete(follow)
    if (followers.size === 0) cursor = null
  }
}

function watch(onChange: () => void) {
  let was = cursor !== null
  return followCursor((next) => {
    if ((next !== null) === was) return
    was = next !== null
    onChange()
  })
}

/** Whether the crosshair is shown. */
export const useIsCrosshairShown = (): boolean => useSyncExternalStore(watch, () => cursor !== null)
