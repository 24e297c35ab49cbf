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
  /** A short verb: "Scale". */
  label: string
  icon?: ReactNode
  onClick: () => void
  /** Why it cannot be done now; undefined: it can. */
  reason?: string | undefined
}

interface Props {
  title: string
  /** Text of the browser's tab where it should say more than the heading. */
  documentTitle?: string
  status?: ReactNode
  /** Shown in small monospace type with a copy button. */
  id?: string | undefined
  /** The one action that matters most. */
  primary?: PageAction | undefined
  /** Two or three more; on a phone they move into the menu. */
  secondary?: readonly PageAction[]
  /** The rest, destructive ones last. */
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

/** Heading of a page: the thing's name, status, id, and what can be done with it. */
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
