import { useState } from 'react'
import { ApiError } from '../client/error'
import { useConcurrency } from './useConcurrency'

interface Options<Values> {
  initial: Values
  values: Values
  set: (values: Values) => void
  /** Reads the stored values; undefined if the object no longer exists. */
  stored: (() => Promise<Values | undefined>) | undefined
  /** `codeDesc` with which the console refuses a write that is based on outdated values. */
  conflict: string
}

/**
 * Saves an object of the console itself, which refuses a write based on outdated values. Shows
 * changes by other users before the save or after the refusal.
 */
export function useConsoleSave<Values extends object>(options: Options<Values>) {
  const { check, base, saved, concurrency } = useConcurrency(options)
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<Error | null>(null)

  /**
   * `write` receives the values that the edits are based on; `done` runs after a successful save.
   */
  async function save(write: (before: Values) => Promise<unknown>, done: () => void) {
    const { values } = options
    setPending(true)
    setError(null)
    try {
      if (!(await check(values))) return
      try {
        await write(base.current)
      } catch (refused) {
        const isOutdated = refused instanceof ApiError && refused.codeDesc === options.conflict
        if (!isOutdated || (await check(values))) throw refused
        return
      }
      saved(values)
      done()
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure
      setError(failure)
    } finally {
      setPending(false)
    }
  }
  return { save, isPending, error, concurrency, rebase: saved }
}
