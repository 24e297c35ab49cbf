import { useRef, useState } from 'react'
import { isSame } from './keyed'
import {
  applyChanges,
  type ChangedField,
  type Choices,
  isOpen,
  merge,
  pathKey,
  type Side,
} from './merge'

/** Changes that other users made to the object of a form since it was opened. */
export interface Concurrency {
  /** The changed fields; empty if there are none. */
  fields: readonly ChangedField[]
  choices: Choices
  choose: (fields: readonly ChangedField[], side: Side) => void
  /** Whether the object no longer exists. */
  isDeleted: boolean
  /** Number of times that a save was held back; focus moves to the changes each time. */
  blockedSaves: number
}

interface Options<Values> {
  /** The values with which the form was opened. */
  initial: Values
  /** The current values of the inputs. */
  values: Values
  set: (values: Values) => void
  /** Reads the stored values; undefined if the object no longer exists. */
  stored: (() => Promise<Values | undefined>) | undefined
}

interface Changes<Values> {
  previousBase: Values
  mine: Values
  theirs: Values
  fields: readonly ChangedField[]
  choices: Choices
}

const keyOf = ({ path }: ChangedField) => pathKey(path)

/**
 * Before each save, compares the stored values with the values that the edits started from. Merges
 * changes by other users into the inputs, and holds the save back until the user has seen them.
 */
export function useConcurrency<Values extends object>(options: Options<Values>) {
  const base = useRef(options.initial)
  const [changes, setChanges] = useState<Changes<Values>>()
  const [isDeleted, setDeleted] = useState(false)
  const [blockedSaves, setHeld] = useState(0)
  const hold = () => {
    setHeld((count) => count + 1)
    return false
  }

  /** Whether these values may be saved; rejects if the stored values cannot be read. */
  async function check(mine: Values): Promise<boolean> {
    if (!options.stored) return true
    const theirs = await options.stored()
    setDeleted(theirs === undefined)
    if (!theirs) return hold()
    if (isSame(base.current, theirs)) {
      return changes?.fields.some((field) => isOpen(field, changes.choices)) ? hold() : true
    }
    const before = base.current
    base.current = theirs
    const { value, fields } = merge(before, mine, theirs)
    if (fields.length === 0) return true
    setChanges({ previousBase: before, mine, theirs, fields, choices: {} })
    options.set(value)
    return hold()
  }

  function choose(chosen: readonly ChangedField[], side: Side) {
    if (!changes) return
    const { previousBase, mine, theirs } = changes
    const choices = {
      ...changes.choices,
      ...Object.fromEntries(chosen.map((field) => [keyOf(field), side])),
    }
    const mergedBefore = merge(previousBase, mine, theirs, changes.choices).value
    const mergedAfter = merge(previousBase, mine, theirs, choices).value
    setChanges({ ...changes, choices })
    // Text entered since the merge is kept.
    options.set(applyChanges(mergedBefore, mergedAfter, options.values))
  }

  const concurrency: Concurrency = {
    fields: changes?.fields ?? [],
    choices: changes?.choices ?? {},
    choose,
    isDeleted,
    blockedSaves,
  }
  return {
    check,
    base,
    concurrency,
    /** After a save, the saved values are the base of further edits. */
    saved: (values: Values) => {
      base.current = values
      setChanges(undefined)
    },
  }
}
