import { Menu } from '@mantine/core'
import css from './MenuAction.module.css'
import type { PageAction } from './PageHeader'

/**
 * An entry of a menu of actions; the reason why it cannot be chosen stands under its label. The arrow
 * keys reach it all the same: Mantine's own way to disable would skip it, and the reason with it.
 */
export function MenuAction({ action }: { action: PageAction }) {
  const isOff = action.reason !== undefined
  return (
    <Menu.Item
      leftSection={action.icon}
      aria-disabled={isOff}
      closeMenuOnClick={!isOff}
      className={css.root ?? ''}
      {...(!isOff && { onClick: action.onClick })}
    >
      {action.label}
      {isOff && <span className={css.reason}>{action.reason}</span>}
    </Menu.Item>
  )
}
