import type { Mark } from '../../../ui/chart/model/mark'

/** A change of a replica set's size, as the events of a service report it. */
export interface ScalingStep {
  at: number
  direction: 'up' | 'down'
  replicaSet: string
  size: number
}

const message = /^Scaled (up|down) replica set (\S+) to (\d+)(?: from \d+)?$/

/** Parses the message of a ScalingReplicaSet event; undefined if it has another form. */
export function scalingStepOf(at: number, text: string): ScalingStep | undefined {
  const [, direction, replicaSet, size] = message.exec(text) ?? []
  if (replicaSet === undefined) return undefined
  return { at, direction: direction === 'up' ? 'up' : 'down', replicaSet, size: Number(size) }
}

/** Consecutive scaling steps with one cause. */
export interface ScalingGroup {
  /** The growing replica set, or the shrinking one if none grows. */
  replicaSet: string
  /** The replica set that it replaces; undefined if the service was only scaled. */
  replaced: string | undefined
  /** Number of instances of `replicaSet` after the last step. */
  size: number
  from: number
  to: number
  /** Whether the last instance of the replaced replica set was stopped. */
  isComplete: boolean
}

/**
 * After the last old instance was stopped, the last new one may still start. Later growth is not
 * part of the rollout.
 */
const maxLastStart = 60_000

/**
 * Combines scaling steps: a rollout is the growth of one replica set together with the shrinking of
 * others, from its first step to its last. Every other step is a group of its own.
 */
export function groupScaling(steps: readonly ScalingStep[]): readonly ScalingGroup[] {
  // Events have whole seconds, in which a rollout may take several steps in both directions: growth
  // begins a rollout, and sizes change towards the last one.
  const rank = ({ direction, size }: ScalingStep) => (direction === 'up' ? size - 1e9 : -size)
  const sorted = steps.toSorted((a, b) => a.at - b.at || rank(a) - rank(b))
  const isOpen = ({ isComplete, to }: ScalingGroup, at: number) =>
    !isComplete || at - to <= maxLastStart
  const groups: ScalingGroup[] = []
  let growing: ScalingGroup | undefined
  for (const { at, direction, replicaSet, size } of sorted) {
    const isOfGrowing = growing?.replicaSet === replicaSet
    if (growing && direction === 'down' && !isOfGrowing) {
      growing.replaced ??= replicaSet
      growing.to = at
      if (replicaSet === growing.replaced && size === 0) growing.isComplete = true
    } else if (growing && direction === 'up' && isOfGrowing && isOpen(growing, at)) {
      growing.to = at
      growing.size = size
    } else {
      const group = { replicaSet, replaced: undefined, size, from: at, to: at, isComplete: false }
      groups.push(group)
      if (direction === 'up' && !isOfGrowing) growing = group
    }
  }
  return groups
}

/** How long before the first step of a rollout its trigger may be. */
const maxTriggerLead = 60_000

const isTrigger = ({ kind, until }: Mark) =>
  until === undefined && (kind === 'rollout' || kind === 'revision' || kind === 'trigger')

/**
 * Joins each rollout with the change that triggered it, so that one mark spans both. A change that
 * no rollout follows keeps its own mark.
 */
export function joinTriggers(marks: readonly Mark[]): readonly Mark[] {
  const used = new Set<Mark>()
  const joined = marks.map((mark): Mark => {
    if (mark.until === undefined || mark.kind !== 'rollout') return mark
    const trigger = marks
      .filter((other) => isTrigger(other) && !used.has(other))
      .filter(({ at }) => at <= mark.at + 1000 && mark.at - at <= maxTriggerLead)
      .toSorted((a, b) => b.at - a.at)[0]
    if (!trigger) return mark
    used.add(trigger)
    return { ...mark, at: Math.min(trigger.at, mark.at), text: `${trigger.text} · ${mark.text}` }
  })
  return joined.filter((mark) => !used.has(mark))
}
