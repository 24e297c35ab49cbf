import { ActionIcon, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconDots } from './icons'
import { MenuAction } from './MenuAction'
import type { PageAction } from './PageHeader'

/** What can be done with one row of a table. */
export function RowMenu({ name, actions }: { name: string; actions: readonly PageAction[] }) {
  const { t } = useTranslation()
  return (
    <span data-menu-of={name}>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t('moreFor', { name })} title={t('moreFor', { name })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {actions.map((action) => (
            <MenuAction key={action.id} action={action} />
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  )
}
