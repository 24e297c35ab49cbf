import { type ReactNode, useState } from 'react'
import css from './Fold.module.css'

interface Props {
  title: string
  /** Summary of the content. */
  summary: string
  /** Whether the content has an error, so that the section must be expanded. */
  hasFault: boolean
  isOpenedFirst?: boolean
  children: ReactNode
}

/** A collapsible form section; shows a summary while collapsed. */
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
