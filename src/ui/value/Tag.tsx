import type { ReactNode } from 'react'
import css from './Tag.module.css'

interface Props {
  kind: 'production' | 'readOnly'
  children: ReactNode
}

/** A prominent label of an account, e.g. "Production". */
export function Tag({ kind, children }: Props) {
  return (
    <span className={css.root} data-kind={kind}>
      {children}
    </span>
  )
}
