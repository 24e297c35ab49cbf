import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../../api/client/form'
import { useRead } from '../../../../api/client/read'
import { usePathNames } from '../../../../api/session/paths'
import {
  ListTrigger,
  ModifyUpdateServiceTrigger,
} from '../../../../contract/actions/registry/triggers'
import { EmptyState } from '../../../../ui/feedback/EmptyState'
import { ErrorState } from '../../../../ui/feedback/ErrorState'
import { LocationLink } from '../../../../ui/page/LocationLink'
import { PageHeader } from '../../../../ui/page/PageHeader'
import { useLocationNavigate } from '../../../../ui/page/useLocationNavigate'
import type { Trigger } from '../../registryState'
import { TriggerForm } from './TriggerForm'
import { modifyRequest, type TriggerValues, valuesOf } from './values'

function EditForm({ trigger }: { trigger: Trigger }) {
  const { t } = useTranslation('triggers')
  const navigate = useLocationNavigate()
  const name = trigger.triggerName
  const form = useActionForm<typeof ModifyUpdateServiceTrigger, TriggerValues>(
    ModifyUpdateServiceTrigger,
    {
      initial: valuesOf(trigger),
      request: modifyRequest(name),
      notice: t('edit.notice', { name }),
      done: () => navigate('/triggers'),
    },
  )
  return <TriggerForm {...form} title={t('edit.title', { name })} submitLabel={t('edit.submit')} />
}

/** /triggers/:triggerName/edit */
export function EditTriggerPage() {
  const { t } = useTranslation('triggers')
  const { triggerName = '' } = usePathNames()
  const read = useRead(ListTrigger, { triggerName }, { isPolled: false })
  const trigger = read.data?.triggerInfo[0]
  // The form keeps its initial values: a concurrent change must not overwrite the user's input.
  if (trigger) return <EditForm key={triggerName} trigger={trigger} />
  return (
    <>
      <PageHeader title={triggerName} />
      {read.error && (
        <ErrorState title={t('unreadable')} error={read.error} onRetry={read.refetch} />
      )}
      {read.data && (
        <EmptyState
          title={t('gone')}
          text={t('goneText', { name: triggerName })}
          action={<LocationLink to="/triggers">{t('toAll')}</LocationLink>}
        />
      )}
      {read.isPending && <Skeleton height={16} width="40%" />}
    </>
  )
}
