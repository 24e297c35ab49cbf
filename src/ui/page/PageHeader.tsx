import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../menu/ActionButton'
import { LazyMenu } from '../menu/LazyMenu'
import { IconDots } from '../theme/icons'
import { Mono } from '../value/Mono'
import css from './PageHeader.module.css'
import { PageTitle } from './PageTitle'

export interface PageAction {
  id: string
  /** A short verb such as "Scale". */
  label: string
  icon?: ReactNode
  onClick: () => void
  /** Why the action is unavailable; undefined if it is available. */
  reason?: string | undefined
}

interface Props {
  title: string
  /** Document title, if it differs from the heading. */
  documentTitle?: string
  status?: ReactNode
  /** The resource's ID, shown in monospace with a copy button. */
  id?: string | undefined
  /** The primary action. */
  primary?: PageAction | undefined
  /** Two or three secondary actions; on narrow screens they move into the menu. */
  secondary?: readonly PageAction[]
  /** The other actions, destructive ones last. */
  menu?: readonly PageAction[]
}

function ActionsMenu({ actions }: { actions: readonly PageAction[] }) {
  const { t } = useTranslation()
  return (
    <LazyMenu
      button={
        <ActionButton px={8} aria-label={t('more')}>
          <IconDots size={16} />
        </ActionButton>
      }
      entries={actions.map((action) => ({ ...action, kind: 'action' }))}
    />
  )
}

/** Page header: a resource's name, status, ID and actions. */
export function PageHeader({ title, documentTitle, status, id, ...actions }: Props) {
  const { primary, secondary = [], menu = [] } = actions
  const button = (action: PageAction, isPrimary: boolean) => (
    <ActionButton
      key={action.id}
      variant={isPrimary ? 'filled' : 'default'}
      leftSection={action.icon}
      reason={action.reason}
      onClick={action.onClick}
    >
      {action.label}
    </ActionButton>
  )
  return (
    <header className={css.root}>
      <div className={css.name}>
        <PageTitle title={title} documentTitle={documentTitle} />
        {status}
        {id && <Mono isCopied>{id}</Mono>}
      </div>
      <div className={css.actions}>
        <div className={css.wide}>{secondary.map((action) => button(action, false))}</div>
        {primary && button(primary, true)}
        {menu.length > 0 && (
          <span className={css.wide}>
            <ActionsMenu actions={menu} />
          </span>
        )}
        {menu.length + secondary.length > 0 && (
          <span className={css.narrow}>
            <ActionsMenu actions={[...secondary, ...menu]} />
          </span>
        )}
      </div>
    </header>
  )
}
