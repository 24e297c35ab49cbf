import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../ActionButton'
import type { PageAction } from '../PageHeader'
import css from './BulkBar.module.css'
import type { Selection } from './useSelection'

/** What can be done with all chosen rows at once; nothing is chosen, nothing is there. */
export function BulkBar<Row>({
  selection,
  actions,
}: {
  selection: Selection<Row>
  actions: readonly PageAction[]
}) {
  const { t } = useTranslation()
  const { chosen, isAll, toggleAll, clear } = selection
  if (chosen.length === 0) return null
  return (
    <section className={css.root} aria-label={t('table.selected', { count: chosen.length })}>
      <strong>{t('table.selected', { count: chosen.length })}</strong>
      {actions.map(({ id, label, icon, reason, onClick }) => (
        <ActionButton key={id} leftSection={icon} reason={reason} onClick={onClick}>
          {label}
        </ActionButton>
      ))}
      {!isAll && (
        <Button variant="subtle" onClick={toggleAll}>
          {t('table.selectAll')}
        </Button>
      )}
      <Button variant="subtle" onClick={clear}>
        {t('table.selectNone')}
      </Button>
    </section>
  )
}
