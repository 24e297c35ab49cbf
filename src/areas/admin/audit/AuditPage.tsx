import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { addressOf } from '../../../api/client/console'
import { useConsoleRead } from '../../../api/client/useConsole'
import { useSession } from '../../../api/session/session'
import { exportAuditCsv, exportAuditJsonLines, listAudit } from '../../../contract/console/audit'
import { DataAge } from '../../../ui/feedback/DataAge'
import { EmptyState } from '../../../ui/feedback/EmptyState'
import { PageHeader } from '../../../ui/page/PageHeader'
import { DataTable } from '../../../ui/table/DataTable'
import { useListState } from '../../../ui/table/useListState'
import { IconDownload } from '../../../ui/theme/icons'
import { AuditFilters } from './AuditFilters'
import css from './AuditPage.module.css'
import { auditFilters, auditQuery, pageSize } from './auditQuery'
import { useAuditColumns } from './useAuditColumns'

const downloads = [
  { format: 'csv', route: exportAuditCsv },
  { format: 'jsonl', route: exportAuditJsonLines },
] as const

function Entries() {
  const { t } = useTranslation('admin')
  const list = useListState({ filters: auditFilters })
  const [search, setSearch] = useSearchParams()
  const before = search.get('before') ?? ''
  const query = auditQuery(list)
  const page = { ...query, limit: pageSize, before: before || undefined }
  const read = useConsoleRead(listAudit, { query: page }, { isKept: true })
  const columns = useAuditColumns()
  const entries = read.data?.entries
  const last = entries?.length === pageSize ? entries.at(-1)?.id : undefined
  const go = (id: string) =>
    setSearch((now) => {
      const next = new URLSearchParams(now)
      if (id) next.set('before', id)
      else next.delete('before')
      return next
    })
  return (
    <>
      <AuditFilters list={list} />
      <div className={css.bar}>
        <DataAge read={read} />
        {downloads.map(({ format, route }) => (
          <Button
            key={format}
            component="a"
            href={addressOf(route, { query }).url}
            download
            variant="default"
            aria-label={t('audit.export', { format: t(`audit.${format}`) })}
            title={t('audit.export', { format: t(`audit.${format}`) })}
            leftSection={<IconDownload size={16} />}
          >
            {t(`audit.${format}`)}
          </Button>
        ))}
      </div>
      <DataTable
        label={t('audit.title')}
        name="audit"
        cardsBelow={1320}
        rows={entries}
        rowKey={(row) => row.id}
        columns={columns}
        list={list}
        read={read}
        empty={{ title: t('audit.empty'), text: t('audit.emptyText') }}
        failed={t('audit.unreadable')}
      />
      <div className={css.pages}>
        {before && (
          <Button variant="default" size="xs" onClick={() => go('')}>
            {t('audit.newest')}
          </Button>
        )}
        {last && (
          <Button variant="default" size="xs" onClick={() => go(last)}>
            {t('audit.older')}
          </Button>
        )}
      </div>
    </>
  )
}

/** /audit: the audit log, for administrators. */
export function AuditPage() {
  const { t } = useTranslation('admin')
  const { session } = useSession()
  return (
    <>
      <PageHeader title={t('audit.title')} />
      {session?.role === 'admin' ? (
        <Entries />
      ) : (
        <EmptyState title={t('forAdmins')} text={t('forAdminsText')} />
      )}
    </>
  )
}
