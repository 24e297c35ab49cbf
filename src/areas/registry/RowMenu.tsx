import { ActionIcon } from '@mantine/core'
import { LazyMenu } from '../../ui/menu/LazyMenu'
import type { PageAction } from '../../ui/page/PageHeader'
import { IconDots } from '../../ui/theme/icons'

/** The actions menu of a table row. */
export function RowMenu({ label, actions }: { label: string; actions: readonly PageAction[] }) {
  return (
    <LazyMenu
      button={
        <ActionIcon size={24} aria-label={label}>
          <IconDots size={16} />
        </ActionIcon>
      }
      entries={actions.map((action) => ({ ...action, kind: 'action' }))}
    />
  )
}
