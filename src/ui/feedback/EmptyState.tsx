import type { ReactNode } from 'react'
import css from './EmptyState.module.css'

interface Props {
  title: string
  /** What the thing is for, or what to do. */
  text?: ReactNode
  /** One useful action. */
  action?: ReactNode
  icon?: ReactNode
}

/** A place where nothing is, with the one thing to do about it. */
export function EmptyState({ title, text, action, icon }: Props) {
  return (
    <div className={css.root}>
      {icon && <div className={css.icon}>{icon}</div>}
      <h2 className={css.title}>{title}</h2>
      {text && <div className={css.text}>{text}</div>}
      {action && <div className={css.action}>{action}</div>}
    </div>
  )
}
