import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { readDraft, removeDraft, saveDraft } from '../../contract/console/drafts'
import { askConsole } from '../client/console'
import { useCloudLocation } from '../session/location'
import { useSessionEnded } from '../session/presence'
import { restored } from './draftValues'

/** Debounces saving while the user types. */
const pause = 600

/** A form's values as JSON. */
const formValues = z.looseObject({})

export interface Draft {
  /** When the restored draft was saved; undefined if none was restored. */
  restoredAt: number | undefined
  /** Discards the draft and resets the form. */
  startAfresh: () => void
  /** Deletes the draft, e.g. after submit or cancel. */
  discard: () => void
}

interface Options<Values> {
  /** Name of the form; undefined for a form without a draft. */
  name: string | undefined
  values: Values
  initial: Values
  /** Sets the form's values. */
  set: (values: Values) => void
  isDirty: () => boolean
  /** Fields that are never saved, such as a password. */
  secrets: readonly string[]
}

/**
 * Saves a form's values on the server by user, account and region shortly after each change, and
 * restores them after a reload, a new sign-in or on another machine.
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

  // Restore the draft once, unless the user typed before it arrived.
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
      // Best effort: a failed save must not interrupt the user.
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
