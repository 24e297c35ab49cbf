import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../menu/ActionButton'
import type { PageAction } from '../page/PageHeader'
import css from './BulkBar.module.css'
import type { Selection } from './selection'

interface Props {
  /** Keys of the rows that match search and filters; if absent, there is no "select all". */
  keys?: readonly string[]
  selection: Selection
  /** Number of selected rows that still exist. */
  count: number
  actions: readonly PageAction[]
}

/** Bulk actions for the selected rows; hidden while none is selected. */
export function BulkBar({ keys = [], selection, count, actions }: Props) {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <section className={css.root} aria-label={t('table.selected', { count })}>
      <strong>{t('table.selected', { count })}</strong>
      {actions.map(({ id, label, icon, reason, onClick }) => (
        <ActionButton key={id} size="xs" leftSection={icon} reason={reason} onClick={onClick}>
          {label}
        </ActionButton>
      ))}
      {keys.some((key) => !selection.chosen.has(key)) && (
        <Button variant="subtle" size="xs" onClick={() => selection.set(keys)}>
          {t('table.selectAll')}
        </Button>
      )}
      <Button variant="subtle" size="xs" onClick={selection.clear}>
        {t('table.selectNone')}
      </Button>
    </section>
  )
}
