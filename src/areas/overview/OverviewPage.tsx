import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Problems, useProblems } from '../../api/console/inventory'
import { useSession } from '../../api/session/session'
import { scopeKinds } from '../../contract/console/declare/values'
import { DataAge } from '../../ui/feedback/DataAge'
import { EmptyState } from '../../ui/feedback/EmptyState'
import { Incompleteness, isComplete } from '../../ui/inventory/Completeness'
import { LocationLink } from '../../ui/page/LocationLink'
import { PageHeader } from '../../ui/page/PageHeader'
import { DataTable } from '../../ui/table/DataTable'
import { useListState } from '../../ui/table/useListState'
import { IconCircleCheck } from '../../ui/theme/icons'
import { Estate } from './Estate'
import { Guide } from './Guide'
import css from './OverviewPage.module.css'
import { problemKey } from './problemTarget'
import { useProblemColumns } from './useProblemColumns'

const firstLimit = 100
const maxLimit = 1_000

/** Shown without problems: all is well only if everything has been read. */
function NoProblems({ data }: { data: Problems }) {
  const { t } = useTranslation('overview')
  if (!isComplete(data)) {
    return <EmptyState title={t('soFar.title')} text={t('soFar.text')} />
  }
  if (!data.estate.cluster) {
    return (
      <EmptyState
        title={t('noClusters.title')}
        text={t('noClusters.text')}
        action={<LocationLink to="/clusters">{t('noClusters.action')}</LocationLink>}
      />
    )
  }
  return (
    <EmptyState
      icon={<IconCircleCheck size={32} className={css.well} aria-hidden />}
      title={t('well.title')}
      text={t('well.text')}
    />
  )
}

/** /overview: what is wrong now in all accounts and regions, worst first. */
export function OverviewPage() {
  const { t } = useTranslation('overview')
  const { session } = useSession()
  const [limit, setLimit] = useState(firstLimit)
  const list = useListState({})
  const read = useProblems(limit)
  const columns = useProblemColumns()
  const { data } = read
  const shown = data?.problems.length ?? 0
  const total = data?.totalCount ?? 0
  const isLimited = scopeKinds.some((kind) => session?.scope[kind] !== undefined)
  return (
    <>
      <PageHeader title={t('title')} />
      <Guide />
      {data && <Estate estate={data.estate} />}
      {isLimited && <p className={css.limited}>{t('limited')}</p>}
      <div className={css.state}>
        {data && <Incompleteness {...data} />}
        <span className={css.age}>
          <DataAge read={read} oldestAt={data?.oldestReadAt} />
        </span>
      </div>
      {data && total === 0 && !read.error ? (
        <NoProblems data={data} />
      ) : (
        <DataTable
          label={t('problems')}
          name="problems"
          rows={data?.problems}
          rowKey={problemKey}
          columns={columns}
          list={list}
          read={read}
          cardsBelow={1100}
          empty={{ title: t('soFar.title'), text: t('soFar.text') }}
          failed={t('unreadable')}
        />
      )}
      {shown < total && (
        <p className={css.more}>
          {t('shown', { shown, total })}
          {limit < maxLimit && (
            <Button variant="default" onClick={() => setLimit(maxLimit)}>
              {t('showMore')}
            </Button>
          )}
        </p>
      )}
    </>
  )
}
