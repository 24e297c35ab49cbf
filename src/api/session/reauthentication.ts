import { useSyncExternalStore } from 'react'
import { announce } from '../../browser/tabs'
import { verifySession } from '../../contract/console/session'
import { onReauthenticationRequired } from '../client/call'
import { askConsole } from '../client/console'
import { ApiError } from '../client/error'

interface PendingPrompt {
  confirmed: Promise<boolean>
  settle: (isConfirmed: boolean) => void
}

let pendingPrompt: PendingPrompt | undefined
const watchers = new Set<() => void>()

function setWaiting(next: PendingPrompt | undefined) {
  pendingPrompt = next
  for (const watcher of watchers) watcher()
}

/** All requests that need a fresh sign-in wait for the same one. */
onReauthenticationRequired(() => {
  if (pendingPrompt) return pendingPrompt.confirmed
  let resolve: (isConfirmed: boolean) => void = () => {}
  const confirmed = new Promise<boolean>((done) => {
    resolve = done
  })
  setWaiting({
    confirmed,
    settle: (isConfirmed) => {
      setWaiting(undefined)
      resolve(isConfirmed)
    },
  })
  return confirmed
})

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Returns the requests that wait for a fresh sign-in; undefined if there are none. */
export const useReauthentication = (): Pick<PendingPrompt, 'settle'> | undefined =>
  useSyncExternalStore(watch, () => pendingPrompt)

/** Confirms the user’s password; throws ApiError. */
export const enterPasswordAgain = (password: string) =>
  askConsole(verifySession, { body: { password } })

/**
 * Confirms this browser's session by the code of a fresh single sign-on, and notifies the tab that
 * waits for it; throws ApiError.
 */
export async function confirmSingleSignOn(code: string): Promise<{ verifiedUntil: number }> {
  try {
    const confirmed = await askConsole(verifySession, { body: { code } })
    announce('confirmed')
    return confirmed
  } catch (error) {
    const isOther = error instanceof ApiError && error.codeDesc === 'OtherUserConfirmed'
    if (isOther) announce('otherUser')
    throw error
  }
}
