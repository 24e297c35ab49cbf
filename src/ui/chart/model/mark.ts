/** What happened to an object, so that a change of a line can be seen beside its cause. */
export type MarkKind = 'revision' | 'rollout' | 'scaling' | 'trigger' | 'node' | 'warning'

export interface Mark {
  /** Milliseconds since 1970. */
  at: number
  kind: MarkKind
  /** In words, e.g. "web scaled to 5 by ada". */
  text: string
}

/** Signs above the picture, told apart by shape: nobody has to tell colours. */
export const signs: Readonly<Record<MarkKind, string>> = {
  revision: '◆',
  rollout: '▲',
  scaling: '■',
  trigger: '●',
  node: '✖',
  warning: '!',
}

/** A line across the picture at a value, e.g. the limit of a container. */
export interface Level {
  kind: 'threshold' | 'request' | 'limit'
  value: number
}
