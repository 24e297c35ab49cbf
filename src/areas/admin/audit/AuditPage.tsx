import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { fetchFile } from '../../../api/client/call'
import { addressOf } from '../../../api/client/console'
import { useConsoleRead } from '../../../api/client/useConsole'
import { notify } from '../../../api/console/notices'
import { useSession } from '../../../api/session/session'
import { exportAuditCsv, exportAuditJsonLines, listAudit } from '../../../contract/console/audit'
import { DataAge } from '../../../ui/feedback/DataAge'
import { useDescribeError } from '../../../ui/feedback/describeError'
import { EmptyState } from '../../../ui/feedback/EmptyState'
import { downloadBlob } from '../../../ui/page/download'
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

/** A plain link could not send the session's second secret, so the page fetches the file itself. */
function ExportButton({ format, address }: { format: 'csv' | 'jsonl'; address: string }) {
  const { t } = useTranslation('admin')
  const explain = useDescribeError()
  const [isPending, setPending] = useState(false)
  const label = t('audit.export', { format: t(`audit.${format}`) })
  const save = async () => {
    setPending(true)
    try {
      downloadBlob(`gantry-audit.${format}`, await fetchFile(address))
    } catch (error) {
      notify('failure', explain(error).what)
    } finally {
      setPending(false)
    }
  }
  return (
    <Button
      variant="default"
      aria-label={label}
      title={label}
      loading={isPending}
      leftSection={<IconDownload size={16} />}
      onClick={() => void save()}
    >
      {t(`audit.${format}`)}
    </Button>
  )
}

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
          <ExportButton key={format} format={format} address={addressOf(route, { query }).url} />
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
