import { entriesByKey, type Fields, isFields, isSame } from '../../../api/merge/keyed'

/** Category of an important change; undefined for others. */
export type Weight = 'image' | 'replicas' | 'limits' | 'access'

export interface Change {
  /** Path from the outside in, list entries by name: `['containers', 'web', 'image']`. */
  path: readonly string[]
  /** Undefined if it was not set before. */
  before: unknown
  /** Undefined if it is removed. */
  after: unknown
  weight?: Weight
}

const weights: Readonly<Record<string, Weight>> = {
  image: 'image',
  replicas: 'replicas',
  cpu: 'limits',
  cpuLimits: 'limits',
  memory: 'limits',
  memoryLimits: 'limits',
  accessType: 'access',
  subnetId: 'access',
  portMappings: 'access',
}

function weightOf(path: readonly string[]): Weight | undefined {
  const [first = '', second = ''] = [path[0], path.at(-1)]
  if (first === 'containers') return path.length === 3 ? weights[second] : undefined
  return weights[first]
}

/** All changes below a path. */
export function* changes(
  path: readonly string[],
  before: unknown,
  after: unknown,
): Generator<Change, void, undefined> {
  if (isSame(before, after)) return
  if (isFields(before) && isFields(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* changes([...path, name], before[name], after[name])
    }
    return
  }
  const name = path.at(-1) ?? ''
  const [old, current] = [entriesByKey(name, before), entriesByKey(name, after)]
  if (!old || !current) {
    const weight = weightOf(path)
    yield { path, before, after, ...(weight && { weight }) }
    return
  }
  for (const key of new Set([...old.keys(), ...current.keys()])) {
    yield* changes([...path, key], old.get(key), current.get(key))
  }
}

/** All differing fields of two settings, important ones first. */
export function difference(before: Fields, after: Fields): Change[] {
  const allChanges = [...changes([], before, after)]
  return [
    ...allChanges.filter((change) => change.weight),
    ...allChanges.filter((change) => !change.weight),
  ]
}
