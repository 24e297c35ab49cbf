import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useOwnRead } from '../../api/own'
import { withScope } from '../../api/scope'
import { Age } from '../../ui/Age'
import { ErrorState } from '../../ui/ErrorState'
import { Mono } from '../../ui/Mono'
import { PageHeader } from '../../ui/PageHeader'
import css from './AuditPage.module.css'
import { pathOf } from './auditQuery'
import { OutcomeChip } from './OutcomeChip'
import type { Entry } from './types'

function ObjectLink({ entry }: { entry: Entry }) {
  const path = pathOf(entry.params)
  const { account, region, target } = entry
  if (!path || !account || !region) return target ? <Mono>{target}</Mono> : '–'
  return <Link to={withScope(path, { account, region })}>{target || path}</Link>
}

function Facts({ entry }: { entry: Entry }) {
  const { t } = useTranslation('admin')
  const code = entry.code === null ? '–' : `${entry.code} ${entry.codeDesc}`
  const facts = [
    [t('audit.at'), <Age key="at" time={entry.at} isFull />],
    [t('audit.user'), `${entry.user || '–'}${entry.role ? ` (${entry.role})` : ''}`],
    [t('audit.address'), entry.address || '–'],
    [t('audit.place'), entry.account ? `${entry.account} / ${entry.region}` : '–'],
    [t('audit.object'), <ObjectLink key="object" entry={entry} />],
    [t('audit.outcome'), <OutcomeChip key="outcome" entry={entry} />],
    [t('audit.code'), code],
    [t('audit.message'), entry.message || '–'],
    [t('audit.duration'), entry.duration === null ? '–' : `${entry.duration}\u202fms`],
    [
      t('audit.requestId'),
      <Mono key="id" isCopied>
        {entry.id}
      </Mono>,
    ],
    [
      t('audit.cloudRequestId'),
      entry.cloudRequestId ? (
        <Mono key="cloud" isCopied>
          {entry.cloudRequestId}
        </Mono>
      ) : (
        '–'
      ),
    ],
  ] as const
  return (
    <dl className={css.facts}>
      {facts.map(([label, value]) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** /audit/:id: the whole of one entry, its request with secrets masked. */
export function EntryPage() {
  const { t } = useTranslation('admin')
  const { id = '' } = useParams()
  const read = useOwnRead<Entry>(`/api/audit/${encodeURIComponent(id)}`)
  const entry = read.data
  if (read.error && !entry) {
    return <ErrorState title={t('audit.unreadable')} error={read.error} onRetry={read.refetch} />
  }
  return (
    <>
      <PageHeader title={entry?.action ?? t('audit.entry')} />
      {entry ? (
        <>
          <Facts entry={entry} />
          <h2>{t('audit.request')}</h2>
          <pre className={css.json}>{JSON.stringify(entry.params, null, 2)}</pre>
        </>
      ) : (
        <Skeleton height={240} />
      )}
    </>
  )
}
