import { useSyncExternalStore } from 'react'

/** Where the crosshair stands: at a moment, put there on one of the charts; null: nowhere. */
export interface Cursor {
  moment: number
  /** Id of the chart that the pointer or the focus is on. */
  chart: string
}

let cursor: Cursor | null = null
let isDue = false
const followers = new Set<(cursor: Cursor | null) => void>()

function tell() {
  isDue = false
  for (const follow of followers) follow(cursor)
}

/** Moves the crosshair of all charts with the next frame; they are not rendered again for it. */
export function moveCursor(next: Cursor | null): void {
  cursor = next
  if (!isDue) requestAnimationFrame(tell)
  isDue = true
}

/** Calls back with each frame in which the crosshair has moved; answers with how to stop it. */
export function followCursor(follow: (cursor: Cursor | null) => void): () => void {
  followers.add(follow)
  return () => {
    followers.delete(follow)
    if (followers.size === 0) cursor = null
  }
}

function watch(told: () => void) {
  let was = cursor !== null
  return followCursor((next) => {
    if ((next !== null) === was) return
    was = next !== null
    told()
  })
}

/** True while somebody points at a chart. */
export const useIsPointing = (): boolean => useSyncExternalStore(watch, () => cursor !== null)
