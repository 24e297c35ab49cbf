import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Read } from '../../api/client/read'
import type { SearchResult } from '../../api/console/inventory'
import type { InventoryKind } from '../../contract/console/inventory/objects'
import { EmptyState } from '../../ui/feedback/EmptyState'
import { ErrorState } from '../../ui/feedback/ErrorState'
import { StaleNotice } from '../../ui/feedback/StaleNotice'
import { wordsOf } from './highlight'
import { KindFilter } from './KindFilter'
import { ResultRow, resultKey } from './ResultRow'
import css from './SearchPage.module.css'

interface Props {
  q: string
  kind: InventoryKind | undefined
  read: Read<SearchResult>
  canShowMore: boolean
  onChoose: (kind: InventoryKind | undefined) => void
  onShowMore: () => void
}

function NoMatches({ q, data, onChoose }: { data: SearchResult } & Pick<Props, 'q' | 'onChoose'>) {
  const { t } = useTranslation('search')
  const hasOthers = Object.values(data.counts).some((count) => count > 0)
  return (
    <EmptyState
      title={t('none', { q })}
      text={t(hasOthers ? 'noneOfKind' : 'noneText')}
      action={
        hasOthers && (
          <Button variant="default" onClick={() => onChoose(undefined)}>
            {t('allKinds')}
          </Button>
        )
      }
    />
  )
}

/** The found objects, best matches first. */
export function Results({ q, kind, read, canShowMore, onChoose, onShowMore }: Props) {
  const { t } = useTranslation('search')
  const words = useMemo(() => wordsOf(q), [q])
  const { data, error } = read
  if (error && !data)
    return <ErrorState title={t('unreadable')} error={error} onRetry={read.refetch} />
  if (!data) return null
  const { objects, totalCount, counts } = data
  return (
    <>
      {error && <StaleNotice read={read} />}
      <KindFilter counts={counts} kind={kind} onChoose={onChoose} />
      <p className={css.total} role="status">
        {!read.isPlaceholderData && t('count', { count: totalCount })}
      </p>
      {data.unread > 0 && <p className={css.note}>{t('notAllRead')}</p>}
      {data.failing > 0 && <p className={css.note}>{t('notAllReadable')}</p>}
      {objects.length === 0 && !read.isPlaceholderData && (
        <NoMatches q={q} data={data} onChoose={onChoose} />
      )}
      <ul className={css.results} aria-label={t('results')} aria-busy={read.isPlaceholderData}>
        {objects.map((object) => (
          <ResultRow key={resultKey(object)} object={object} words={words} />
        ))}
      </ul>
      {objects.length < totalCount && (
        <p className={css.more}>
          {t('shown', { shown: objects.length, total: totalCount })}{' '}
          {canShowMore ? (
            <Button variant="default" onClick={onShowMore}>
              {t('showMore')}
            </Button>
          ) : (
            t('narrow')
          )}
        </p>
      )}
    </>
  )
}
