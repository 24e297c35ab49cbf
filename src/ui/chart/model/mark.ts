/**
 * An event of the charted resource, shown so that users can relate changes of the line to their
 * causes.
 */
export type MarkKind = 'revision' | 'rollout' | 'scaling' | 'trigger' | 'node' | 'warning'

export interface Mark {
  /** Milliseconds since 1970. */
  at: number
  /** End of what took time, such as a rollout; undefined for a moment. */
  until?: number
  kind: MarkKind
  /** A sentence such as "web scaled to 5 by ada". */
  text: string
}

/** Symbols above the plot, distinguished by shape rather than colour. */
export const markSymbols: Readonly<Record<MarkKind, string>> = {
  revision: '◆',
  rollout: '▲',
  scaling: '■',
  trigger: '●',
  node: '✖',
  warning: '!',
}

/** A horizontal line at a value, e.g. a container's limit. */
export interface ThresholdLine {
  kind: 'threshold' | 'request' | 'limit'
  value: number
}
