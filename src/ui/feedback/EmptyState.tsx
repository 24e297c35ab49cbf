import type { ReactNode } from 'react'
import css from './EmptyState.module.css'

interface Props {
  title: string
  /** Explains the purpose of the missing resource, or suggests an action. */
  text?: ReactNode
  /** The suggested action. */
  action?: ReactNode
  icon?: ReactNode
}

/** An empty state with one suggested action. */
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
