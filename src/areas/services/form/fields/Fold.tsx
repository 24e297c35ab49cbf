import { type ReactNode, useState } from 'react'
import css from './Fold.module.css'

interface Props {
  title: string
  /** What it contains, in a few words. */
  summary: string
  /** Something in it is wrong: it must not stay folded. */
  hasFault: boolean
  isOpenedFirst?: boolean
  children: ReactNode
}

/** A part of a form that can be folded; the folded line sums up what is in it. */
export function Fold({ title, summary, hasFault, isOpenedFirst = false, children }: Props) {
  const [isOpen, setOpen] = useState(isOpenedFirst)
  return (
    <details
      className={css.root}
      open={isOpen || hasFault}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={css.line}>
        <span className={css.title}>{title}</span> <span className={css.sum}>{summary}</span>
      </summary>
      <div className={css.inside}>{children}</div>
    </details>
  )
}
