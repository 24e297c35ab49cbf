import { ActionIcon } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PageAction } from '../page/PageHeader'
import { IconDots } from '../theme/icons'
import { LazyMenu } from './LazyMenu'

/** The actions menu of a table row. */
export function RowMenu({ name, actions }: { name: string; actions: readonly PageAction[] }) {
  const { t } = useTranslation()
  return (
    <span data-menu-of={name}>
      <LazyMenu
        button={
          <ActionIcon aria-label={t('moreFor', { name })} title={t('moreFor', { name })}>
            <IconDots size={16} />
          </ActionIcon>
        }
        entries={actions.map((action) => ({ ...action, kind: 'action' as const }))}
      />
    </span>
  )
}
