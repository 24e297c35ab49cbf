import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useConsoleRead } from '../../../api/client/useConsole'
import { usePathNames } from '../../../api/session/paths'
import { useSession } from '../../../api/session/session'
import { readAuditEntry } from '../../../contract/console/audit'
import { EmptyState } from '../../../ui/feedback/EmptyState'
import { ErrorState } from '../../../ui/feedback/ErrorState'
import { FormSection } from '../../../ui/forms/FormPage'
import { LocationLink } from '../../../ui/page/LocationLink'
import { PageHeader } from '../../../ui/page/PageHeader'
import css from './AuditPage.module.css'
import { EntryFacts } from './EntryFacts'
import { OutcomeChip } from './OutcomeChip'

function CompleteEntry({ id }: { id: string }) {
  const { t } = useTranslation('admin')
  const read = useConsoleRead(readAuditEntry, { name: id })
  const entry = read.data
  const isBare = entry && Object.keys(entry.params ?? {}).length === 0
  return (
    <>
      <PageHeader
        title={entry?.action ?? t('audit.entry')}
        status={entry && <OutcomeChip entry={entry} />}
      />
      <p className={css.back}>
        <LocationLink to="/audit">{t('audit.back')}</LocationLink>
      </p>
      {!entry && !read.error && <Skeleton height={240} />}
      {!entry && read.error && (
        <ErrorState title={t('audit.unreadable')} error={read.error} onRetry={read.refetch} />
      )}
      {entry && (
        <>
          <EntryFacts entry={entry} />
          <FormSection title={t('audit.request')}>
            {isBare ? (
              <p className={css.dim}>{t('audit.noRequest')}</p>
            ) : (
              <pre className={css.json}>{JSON.stringify(entry.params, null, 2)}</pre>
            )}
          </FormSection>
        </>
      )}
    </>
  )
}

/** /audit/:id: a complete audit entry, with secrets masked in its request; for administrators. */
export function EntryPage() {
  const { t } = useTranslation('admin')
  const { session } = useSession()
  const { id = '' } = usePathNames()
  if (session?.role === 'admin') return <CompleteEntry id={id} />
  return (
    <>
      <PageHeader title={t('audit.entry')} />
      <EmptyState title={t('forAdmins')} text={t('forAdminsText')} />
    </>
  )
}
