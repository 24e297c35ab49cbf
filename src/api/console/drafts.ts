import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { readDraft, removeDraft, saveDraft } from '../../contract/console/drafts'
import { askConsole } from '../client/console'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/session'
import { restored } from './draftValues'

/** Letters that are typed in one go are saved in one go. */
const pause = 600

/** A form's values as JSON. */
const formValues = z.looseObject({})

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
      (await askConsole(readDraft, { name: name ?? '' }, { signal })).draft,
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
    askConsole(removeDraft, { name }, { isKeyed: false }).catch(() => {})
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
      const body = { values: z.parse(formValues, JSON.parse(json)) }
      // A draft that cannot be saved must not stand in the way of what is being entered.
      askConsole(saveDraft, { name, body }, { isKeyed: false }).catch(() => {
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
