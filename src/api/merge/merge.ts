import { entriesByKey, isFields, isSame } from './keyed'

/** A field that another user changed since the form was opened. */
export interface ChangedField {
  /**
   * Path with the outermost name first, and list entries by name: `['containers', 'web', 'image']`.
   */
  path: readonly string[]
  /** The value from before both users' changes. */
  before: unknown
  mine: unknown
  theirs: unknown
  /** Whether both users changed the field, to different values. */
  isConflict: boolean
}

export type Side = 'mine' | 'theirs'

/** The side that the user chose for each changed field, by dotted path. */
export type Choices = Readonly<Record<string, Side>>

export interface Merged<T> {
  value: T
  /** All fields that the other user changed to a value different from mine. */
  fields: ChangedField[]
}

export const pathKey = (path: readonly string[]): string => path.join('.')

/** Whether a conflict is unresolved. */
export const isOpen = ({ path, isConflict }: ChangedField, choices: Choices): boolean =>
  isConflict && choices[pathKey(path)] === undefined

class Merger {
  readonly fields: ChangedField[] = []

  constructor(private readonly sideOf: (field: ChangedField) => Side) {}

  merge(path: readonly string[], before: unknown, mine: unknown, theirs: unknown): unknown {
    if (isSame(mine, theirs) || isSame(before, theirs)) return mine
    if (isFields(mine) && isFields(theirs)) {
      const from = isFields(before) ? before : {}
      const names = new Set([...Object.keys(mine), ...Object.keys(theirs), ...Object.keys(from)])
      const merged = [...names].map((name) => [
        name,
        this.merge([...path, name], from[name], mine[name], theirs[name]),
      ])
      return Object.fromEntries(merged.filter(([, value]) => value !== undefined))
    }
    return this.mergeLists(path, before, mine, theirs)
  }

  private mergeLists(path: readonly string[], before: unknown, mine: unknown, theirs: unknown) {
    const name = path.at(-1) ?? ''
    const [b, m, t] = [
      entriesByKey(name, before),
      entriesByKey(name, mine),
      entriesByKey(name, theirs),
    ]
    if (!b || !m || !t) return this.settle(path, before, mine, theirs)
    const merged: unknown[] = []
    for (const key of new Set([...m.keys(), ...t.keys(), ...b.keys()])) {
      const entry = this.merge([...path, key], b.get(key), m.get(key), t.get(key))
      if (entry !== undefined) merged.push(entry)
    }
    return merged
  }

  private settle(path: readonly string[], before: unknown, mine: unknown, theirs: unknown) {
    const field = { path, before, mine, theirs, isConflict: !isSame(before, mine) }
    this.fields.push(field)
    return this.sideOf(field) === 'theirs' ? theirs : mine
  }
}

/**
 * Merges my values with another user's, based on their common origin. Without a choice, the other
 * user's value applies to fields that I did not change, and my value in conflicts.
 */
export function merge<T extends object>(
  before: T,
  mine: T,
  theirs: T,
  choices: Choices = {},
): Merged<T> {
  const merger = new Merger(
    ({ path, isConflict }) => choices[pathKey(path)] ?? (isConflict ? 'mine' : 'theirs'),
  )
  const value = merger.merge([], before, mine, theirs)
  // The cast is safe: the value consists of fields of `mine` and `theirs`, which are both valid.
  return { value: value as T, fields: merger.fields }
}

/** Applies the changes between two values to a third value; in conflicts, the changes win. */
export function applyChanges<T extends object>(from: T, to: T, target: T): T {
  // The cast is safe, because `merge` returns a value that consists of fields of both.
  return new Merger(() => 'theirs').merge([], from, target, to) as T
}
