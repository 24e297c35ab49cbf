import { type Change, changes } from './difference'
import { type Fields, isFields, isSame, keyed } from './keyed'
import type { Spec } from './spec'

/** A field changed to different values by two users. */
export interface Conflict {
  path: readonly string[]
  base: unknown
  mine: unknown
  theirs: unknown
}

/** The chosen side of each conflict, by dotted path. */
export type Choices = Readonly<Record<string, 'mine' | 'theirs'>>

export interface Merged {
  /** My settings merged with their changes; unresolved conflicts keep mine. */
  spec: Spec
  /** Changes made only by them. */
  taken: Change[]
  /** All conflicts, resolved or not. */
  conflicts: Conflict[]
}

export const pathKey = (path: readonly string[]): string => path.join('.')

class Merger {
  readonly taken: Change[] = []
  readonly conflicts: Conflict[] = []

  constructor(private readonly choices: Choices) {}

  merge(path: readonly string[], base: unknown, mine: unknown, theirs: unknown): unknown {
    if (isSame(mine, theirs) || isSame(base, theirs)) return mine
    if (isSame(base, mine)) {
      this.taken.push(...changes(path, mine, theirs))
      return theirs
    }
    if (isFields(mine) && isFields(theirs)) {
      const from = isFields(base) ? base : {}
      const names = new Set([...Object.keys(mine), ...Object.keys(theirs), ...Object.keys(from)])
      const merged = [...names].map((name) => [
        name,
        this.merge([...path, name], from[name], mine[name], theirs[name]),
      ])
      return Object.fromEntries(merged.filter(([, value]) => value !== undefined))
    }
    return this.mergeLists(path, base, mine, theirs)
  }

  private mergeLists(path: readonly string[], base: unknown, mine: unknown, theirs: unknown) {
    const name = path.at(-1) ?? ''
    const [b, m, t] = [keyed(name, base), keyed(name, mine), keyed(name, theirs)]
    if (!b || !m || !t) return this.settle({ path, base, mine, theirs })
    const merged: unknown[] = []
    for (const key of new Set([...m.keys(), ...t.keys(), ...b.keys()])) {
      const entry = this.merge([...path, key], b.get(key), m.get(key), t.get(key))
      if (entry !== undefined) merged.push(entry)
    }
    return merged
  }

  private settle(conflict: Conflict): unknown {
    this.conflicts.push(conflict)
    return this.choices[pathKey(conflict.path)] === 'theirs' ? conflict.theirs : conflict.mine
  }
}

/**
 * Three-way merge of my settings with concurrent changes: theirs apply where I changed nothing;
 * conflicts are decided by choice.
 */
export function merge(base: Spec, mine: Spec, theirs: Spec, choices: Choices = {}): Merged {
  const merger = new Merger(choices)
  const merged = merger.merge([], base, mine, theirs)
  // Composed of fields of `mine` and `theirs`, which are both valid settings.
  return { spec: merged as Spec & Fields, taken: merger.taken, conflicts: merger.conflicts }
}
