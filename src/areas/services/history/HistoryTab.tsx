import { Button, Group, Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useRevisions } from '../../../api/console/revisions'
import { EmptyState } from '../../../ui/feedback/EmptyState'
import { ErrorState } from '../../../ui/feedback/ErrorState'
import { useServiceRef } from '../useServiceRef'
import { Compare } from './Compare'
import { RevisionTable } from './RevisionTable'
import { TimeLine } from './TimeLine'

const views = ['revisions', 'timeline'] as const

function Revisions() {
  const { t } = useTranslation('serviceLife')
  const serviceRef = useServiceRef()
  const read = useRevisions(serviceRef)
  const revisions = read.data?.revisions
  if (read.error && !revisions) {
    return <ErrorState title={t('history.unreadable')} error={read.error} onRetry={read.refetch} />
  }
  if (!revisions) return <Skeleton height={240} />
  if (revisions.length === 0) {
    return <EmptyState title={t('history.empty')} text={t('history.emptyText')} />
  }
  return (
    <>
      <Compare revisions={revisions} />
      <RevisionTable revisions={revisions} />
    </>
  )
}

/**
 * Revisions of a service sent through this console, with comparison and restore, and a timeline.
 */
export function HistoryTab() {
  const { t } = useTranslation('serviceLife')
  const [search, setSearch] = useSearchParams()
  const view = views.find((candidate) => candidate === search.get('view')) ?? 'revisions'
  return (
    <>
      <Group gap="xs" mb="sm">
        {views.map((item) => (
          <Button
            key={item}
            variant={item === view ? 'filled' : 'default'}
            aria-pressed={item === view}
            onClick={() =>
              setSearch((now) => {
                now.set('view', item)
                return now
              })
            }
          >
            {t(`history.view.${item}`)}
          </Button>
        ))}
      </Group>
      {view === 'revisions' ? <Revisions /> : <TimeLine />}
    </>
  )
}
