import type { ActionName } from '../../../../../src/contract/index'

/** Where a thing comes from that was not there before, and where it goes. */
export const none = '(none)'
export const gone = '(gone)'

/** One way on: from any of these states to that one, by an action or by what time brings. */
export interface Arrow {
  from: readonly string[]
  to: string
  /** Actions that do it at once. */
  by?: readonly ActionName[]
  /** What has to come about, where time alone does it. */
  when?: string
}

/**
 * What can become of one kind of thing. A status is worked out from times (cluster.ts, node.ts …),
 * so a table is no code that runs: it says what that comes to. The test that walks through the
 * running cloud holds the two together, and the pages in docs/lifecycles are made from it.
 */
export interface Lifecycle {
  title: string
  about: string
  /** Every state, and what it means. */
  states: Readonly<Record<string, string>>
  arrows: readonly Arrow[]
}
