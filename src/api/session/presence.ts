import { useSyncExternalStore } from 'react'
import type { Session } from '../../contract/console/session'
import { onSessionError } from '../client/call'

/**
 * State of the browser's session: it belongs to the page's user, has ended, belongs to another user
 * who signed in in this browser, or is unknown.
 */
export type Presence =
  | { state: 'current' }
  | { state: 'ended' }
  | { state: 'other'; session?: Session }

const current: Presence = { state: 'current' }
let presence: Presence = current
const watchers = new Set<() => void>()

export const presenceNow = (): Presence => presence

export function setPresence(next: Presence): void {
  if (next.state === presence.state && next.state !== 'other') return
  presence = next
  for (const watcher of watchers) watcher()
}

onSessionError(({ codeDesc }) => {
  if (codeDesc !== 'OtherUser') setPresence({ state: 'ended' })
  else if (presence.state !== 'other') setPresence({ state: 'other' })
})

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const usePresence = (): Presence => useSyncExternalStore(watch, presenceNow)

const isOver = () => presence.state !== 'current'

/** Whether the page must not read, because its user is signed out or another user is signed in. */
export const useSessionEnded = (): boolean => useSyncExternalStore(watch, isOver)
