import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { now } from '../../browser/clock'
import { onAnnouncement } from '../../browser/tabs'
import { readSession, type Session } from '../../contract/console/session'
import { onSessionError } from '../client/call'
import { askConsole } from '../client/console'
import { ApiError } from '../client/error'
import { setPresence } from './presence'
import { continueSession, sessionQuery } from './session'

/**
 * Minimum milliseconds between two checks, because focus and visibility events are frequent and
 * occur together.
 */
const minInterval = 2_000

/** Returns this browser's session; null without one, undefined if the server does not respond. */
async function readPresent(): Promise<Session | null | undefined> {
  try {
    return await askConsole(readSession, {}, { isOfAnyUser: true })
  } catch (error) {
    return error instanceof ApiError && error.status === 401 ? null : undefined
  }
}

/**
 * Reads the signed-in user of this browser and compares it with the page's user. On the sign-in
 * page, a session that began in another tab signs the user in.
 */
export async function checkSession(client: QueryClient): Promise<void> {
  const cachedSession = client.getQueryData(sessionQuery.queryKey)
  if (cachedSession === undefined) return
  const current = await readPresent()
  const isOutdated = client.getQueryData(sessionQuery.queryKey)?.id !== cachedSession?.id
  if (current === undefined || isOutdated) return
  if (current === null) setPresence({ state: 'ended' })
  else if (!cachedSession || cachedSession.id === current.id) continueSession(client, current)
  else setPresence({ state: 'other', session: current })
}

/**
 * Detects a sign-in or sign-out in another tab: by the other tab's message, when this page gets
 * focus, and when the server refuses a request because of it.
 */
export function useSessionWatch(): void {
  const client = useQueryClient()
  useEffect(() => {
    let checkedAt = 0
    const check = () => {
      checkedAt = now()
      void checkSession(client)
    }
    const checkVisible = () => {
      if (document.visibilityState === 'visible' && now() - checkedAt > minInterval) check()
    }
    const stops = [
      onAnnouncement((what) => what === 'session' && check()),
      onSessionError(({ codeDesc }) => codeDesc === 'OtherUser' && check()),
    ]
    window.addEventListener('focus', checkVisible)
    document.addEventListener('visibilitychange', checkVisible)
    return () => {
      for (const stop of stops) stop()
      window.removeEventListener('focus', checkVisible)
      document.removeEventListener('visibilitychange', checkVisible)
    }
  }, [client])
}
