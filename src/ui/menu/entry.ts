import type { ReactNode } from 'react'

/** A menu entry: an action, an option or a heading. */
export type MenuEntry =
  | {
      id: string
      kind: 'action'
      label: string
      icon?: ReactNode
      onClick: () => void
      /** Why the action is unavailable; undefined if it is available. */
      reason?: string | undefined
    }
  | { id: string; kind: 'choice'; label: string; isChosen: boolean; onToggle: () => void }
  | { id: string; kind: 'words'; label: string }
