import { writeStored } from './storage'

/** Announcements of a tab to other tabs of the same origin. */
export type Announcement =
  /** The session of this browser has started, ended or changed to another user. */
  | 'session'
  /** A fresh sign-in has confirmed the session. */
  | 'confirmed'
  /** Another user made the fresh sign-in. */
  | 'otherUser'

const key = 'gantry-tabs'

const isAnnouncement = (text: string | undefined): text is Announcement =>
  text === 'session' || text === 'confirmed' || text === 'otherUser'

/**
 * Notifies the other tabs through local storage. Where it is unavailable, they check the session at
 * their next focus.
 */
export const announce = (what: Announcement): void =>
  // Storage events report changed values only.
  writeStored(key, `${what} ${crypto.getRandomValues(new Uint32Array(1))[0]}`)

/** Listens to the other tabs; returns the function that stops. */
export function onAnnouncement(listener: (what: Announcement) => void): () => void {
  const hear = (event: StorageEvent) => {
    const [what] = event.key === key ? (event.newValue ?? '').split(' ') : []
    if (isAnnouncement(what)) listener(what)
  }
  window.addEventListener('storage', hear)
  return () => window.removeEventListener('storage', hear)
}
