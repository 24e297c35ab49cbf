import type { ReactNode } from 'react'

/** What a menu offers: something to do, something to choose, or words between them. */
export type MenuEntry =
  | {
      id: string
      kind: 'action'
      label: string
      icon?: ReactNode
      onClick: () => void
      /** Why it cannot be done now; undefined: it can. */
      reason?: string | undefined
    }
  | { id: string; kind: 'choice'; label: string; isChosen: boolean; onToggle: () => void }
  | { id: string; kind: 'words'; label: string }
