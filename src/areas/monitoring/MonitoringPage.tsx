import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { metrics } from '../../contract/actions/monitoring/metrics'
import { EmptyState } from '../../ui/feedback/EmptyState'
import { ErrorState } from '../../ui/feedback/ErrorState'
import { PageHeader } from '../../ui/page/PageHeader'
import { BoardBar } from './boards/BoardBar'
import { type PageChart, useBoardPage } from './boards/useBoardPage'
import { ChartCard } from './charts/ChartCard'
import { labelOf } from './charts/subject'
import { useCharts } from './charts/useCharts'
import { MarkList } from './marks/MarkList'
import { useNodeMarks } from './marks/nodeMarks'
import { useStableMarks } from './marks/useMarks'
import css from './monitoring.module.css'
import { TimeBar } from './time/TimeBar'
import { useTime } from './time/useTime'

const AddCharts = lazy(async () => ({ default: (await import('./charts/AddCharts')).AddCharts }))

/** Shown in place of a chart that the URL names but the console does not know. */
function InvalidChart({ text, onRemove }: { text: string; onRemove: () => void }) {
  const { t } = useTranslation('monitoring')
  return (
    <section aria-label={text}>
      <EmptyState
        title={t('problem.unknownMetric.what')}
        text={t('problem.unknownMetric.next', { text })}
        action={
          <Button variant="default" onClick={onRemove}>
            {t('remove')}
          </Button>
        }
      />
    </section>
  )
}

/** Charts of any resources and metrics on one time axis. */
export function MonitoringPage() {
  const { t } = useTranslation('monitoring')
  const time = useTime()
  const page = useBoardPage()
  const [refreshes, setRefreshes] = useState(0)
  const [isAdding, setAdding] = useState(false)
  const { itemsOf, dialog } = useCharts({
    onThreshold: (spec, threshold) => {
      const { metric, subjects } = spec
      page.replace(spec, { metric, subjects, ...(threshold !== undefined && { threshold }) })
    },
    onRemove: page.removeChart,
  })
  const clusterIds = page.charts.flatMap(
    ({ spec }) => spec?.subjects.map(({ clusterId }) => clusterId) ?? [],
  )
  const nodes = useNodeMarks([...new Set(clusterIds)], time.window)
  const marks = useStableMarks(nodes.flat(), time.window)
  const isEmpty = page.charts.length === 0 && !page.boards.isPending
  const card = ({ text, spec }: PageChart) => {
    if (!spec) return <InvalidChart key={text} text={text} onRemove={() => page.remove(text)} />
    const [first] = spec.subjects
    const level = t(`level.${metrics[spec.metric].level}`)
    const note =
      spec.subjects.length === 1 && first
        ? labelOf(first)
        : t('several', { count: spec.subjects.length, level })
    return (
      <ChartCard
        key={text}
        spec={spec}
        time={time}
        note={note}
        refreshes={refreshes}
        marks={marks}
        items={itemsOf(spec)}
      />
    )
  }
  return (
    <>
      <PageHeader
        title={page.board?.name ?? t('title')}
        primary={{
          id: 'add',
          label: t(isAdding ? 'add.done' : 'add.open'),
          onClick: () => setAdding(!isAdding),
        }}
      />
      <BoardBar page={page} time={time} />
      <TimeBar time={time} onRefresh={() => setRefreshes((count) => count + 1)} />
      {isAdding && (
        <Suspense>
          <AddCharts onAdd={page.add} />
        </Suspense>
      )}
      {page.boards.error && (
        <ErrorState
          title={t('board.unreadable')}
          error={page.boards.error}
          onRetry={page.boards.refetch}
        />
      )}
      {page.isMissing && <EmptyState title={t('board.missing')} text={t('board.missingText')} />}
      {isEmpty && !page.isMissing && !isAdding && (
        <EmptyState
          title={t('empty.title')}
          text={t('empty.text')}
          action={<Button onClick={() => setAdding(true)}>{t('add.open')}</Button>}
        />
      )}
      <div className={css.grid}>{page.charts.map(card)}</div>
      <MarkList marks={marks} />
      {dialog}
    </>
  )
}
