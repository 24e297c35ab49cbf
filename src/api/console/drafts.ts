import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ask } from '../client/call'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/session'
import { restored } from './draftValues'

/** Letters that are typed in one go are saved in one go. */
const pause = 600

interface Saved {
  values: unknown
  savedAt: number
}

function savedOf(data: unknown): Saved | null {
  if (typeof data !== 'object' || data === null || !('draft' in data)) return null
  const { draft } = data
  if (typeof draft !== 'object' || draft === null) return null
  if (!('savedAt' in draft) || typeof draft.savedAt !== 'number') return null
  return { values: 'values' in draft ? draft.values : {}, savedAt: draft.savedAt }
}

const pathOf = (name: string) => `/api/drafts/${encodeURIComponent(name)}`

export interface Draft {
  /** When what was brought back had been saved; undefined where nothing was. */
  restoredAt: number | undefined
  /** Forgets what was entered; the form begins afresh. */
  startAfresh: () => void
  /** Forgets what is saved, e.g. because it has been sent or given up. */
  discard: () => void
}

interface Options<Values> {
  /** Name of the form; undefined: it keeps no draft. */
  name: string | undefined
  values: Values
  initial: Values
  /** Puts values into the form. */
  set: (values: Values) => void
  isDirty: () => boolean
  /** Fields that are never saved, such as a password. */
  secrets: readonly string[]
}

/**
 * Keeps what is entered into a form on the server, for this person, account and region: it is there
 * again after a reload, another sign-in or on another machine. Saved a moment after each change.
 */
export function useDraft<Values extends object>(options: Options<Values>): Draft {
  const { values, initial, secrets } = options
  const { account, region } = useCloudLocation()
  const name = options.name && `${options.name} ${account}/${region}`
  const client = useQueryClient()
  const isEnded = useSessionEnded()
  const [restoredAt, setRestoredAt] = useState<number>()
  const isSettled = useRef(false)
  const isSaved = useRef(false)
  const written = useRef('')
  const latest = useRef(options)
  latest.current = options

  const queryKey = ['draft', name]
  const query = useQuery({
    queryKey,
    enabled: name !== undefined && !isEnded,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async ({ signal }) =>
      savedOf(await ask(pathOf(name ?? ''), { method: 'GET', signal })),
  })

  // Brings back what was saved, once, unless something has been entered before it came.
  useEffect(() => {
    if (query.data === undefined || isSettled.current) return
    isSettled.current = true
    if (!query.data) return
    isSaved.current = true
    const { isDirty, set, initial: first } = latest.current
    if (isDirty()) return
    const back = restored(first, query.data.values)
    set(back)
    setRestoredAt(query.data.savedAt)
  }, [query.data])

  const discard = () => {
    if (name === undefined || !isSaved.current) return
    isSaved.current = false
    written.current = ''
    client.removeQueries({ queryKey })
    ask(pathOf(name), { method: 'DELETE' }).catch(() => {})
  }
  const discarding = useRef(discard)
  discarding.current = discard

  const isRead = query.isFetched
  const json = JSON.stringify(values, (key, value) => (secrets.includes(key) ? undefined : value))
  useEffect(() => {
    if (name === undefined || isEnded || !isRead) return
    if (!latest.current.isDirty()) {
      if (isSaved.current && written.current !== '') discarding.current()
      return
    }
    if (json === written.current) return
    const timer = window.setTimeout(() => {
      written.current = json
      isSaved.current = true
      const body = { values: JSON.parse(json) as unknown }
      // A draft that cannot be saved must not stand in the way of what is being entered.
      ask(pathOf(name), { method: 'PUT', body }).catch(() => {
        written.current = ''
      })
    }, pause)
    return () => window.clearTimeout(timer)
  }, [json, name, isEnded, isRead])

  return {
    restoredAt,
    discard,
    startAfresh: () => {
      options.set(initial)
      setRestoredAt(undefined)
      discard()
    },
  }
}
