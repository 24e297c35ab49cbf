import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../feedback/EmptyState'
import type { ListState } from './useListState'

/** Shown when no row matches search and filters, as opposed to an empty list. */
export function NoMatches({ list }: { list: ListState }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('table.noMatches')}
      text={t('table.noMatchesText')}
      action={
        <Button variant="default" onClick={list.clear}>
          {t('table.clearFilters')}
        </Button>
      }
    />
  )
}
