import { type Fields, isFields, isSame, keyed } from './keyed'

/** What a change is most about; other changes have none. */
export type Weight = 'image' | 'replicas' | 'limits' | 'access'

export interface Change {
  /** Names from the outside in, entries of lists by name: `['containers', 'web', 'image']`. */
  path: readonly string[]
  /** Undefined where it was not set. */
  before: unknown
  /** Undefined where it is taken away. */
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

/** Every change below a path. */
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
  const [old, present] = [keyed(name, before), keyed(name, after)]
  if (!old || !present) {
    const weight = weightOf(path)
    yield { path, before, after, ...(weight && { weight }) }
    return
  }
  for (const key of new Set([...old.keys(), ...present.keys()])) {
    yield* changes([...path, key], old.get(key), present.get(key))
  }
}

/** Every field in which two settings differ, those of weight first. */
export function difference(before: Fields, after: Fields): Change[] {
  const all = [...changes([], before, after)]
  return [...all.filter((one) => one.weight), ...all.filter((one) => !one.weight)]
}
