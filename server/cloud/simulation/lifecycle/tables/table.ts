import type { ActionName } from '../../../../../src/contract/index'

/** Pseudo-states: before the creation and after the deletion. */
export const none = '(none)'
export const deleted = '(deleted)'

/** A transition from any state in `from` to `to`, caused by an action or by time. */
export interface Transition {
  from: readonly string[]
  to: string
  /** Actions that cause the transition immediately. */
  actions?: readonly ActionName[]
  /** Condition under which the transition happens without an action. */
  condition?: string
}

/**
 * State machine of one resource type. Statuses are computed from timestamps (cluster.ts, node.ts
 * …), so these tables are only documentation: a test compares them with the running simulation, and
 * the pages in docs/lifecycles are generated from them.
 */
export interface Lifecycle {
  title: string
  about: string
  /** Descriptions by state. */
  states: Readonly<Record<string, string>>
  transitions: readonly Transition[]
}
