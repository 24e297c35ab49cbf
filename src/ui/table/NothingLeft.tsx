import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../feedback/EmptyState'
import type { ListState } from './useListState'

/** Shown when no row matches search and filters, as opposed to an empty list. */
export function NothingLeft({ list }: { list: ListState }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('table.nothingLeft')}
      text={t('table.nothingLeftText')}
      action={
        <Button variant="default" onClick={list.clear}>
          {t('table.clearFilters')}
        </Button>
      }
    />
  )
}
