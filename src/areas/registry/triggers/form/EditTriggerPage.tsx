import { Button, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../../api/client/form'
import { useRead } from '../../../../api/client/read'
import { useStored } from '../../../../api/merge/useStored'
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
import { CreateTriggerForm } from './CreateTriggerForm'
import { TriggerForm } from './TriggerForm'
import { modifyRequest, type TriggerValues, valuesOf } from './values'

interface EditProps {
  trigger: Trigger
  /** Called if the trigger was deleted: continues with the entered values as a new trigger. */
  onRecreate: (entered: TriggerValues) => void
}

function EditForm({ trigger, onRecreate }: EditProps) {
  const { t } = useTranslation('triggers')
  const navigate = useLocationNavigate()
  const name = trigger.triggerName
  const readStored = useStored()
  const form = useActionForm<typeof ModifyUpdateServiceTrigger, TriggerValues>(
    ModifyUpdateServiceTrigger,
    {
      initial: valuesOf(trigger),
      stored: async () => {
        const now = await readStored(ListTrigger, { triggerName: name })
        const current = now?.triggerInfo.find((candidate) => candidate.triggerName === name)
        return current && valuesOf(current)
      },
      request: modifyRequest(name),
      notice: t('edit.notice', { name }),
      done: () => navigate('/triggers'),
    },
  )
  return (
    <TriggerForm
      {...form}
      title={t('edit.title', { name })}
      submitLabel={t('edit.submit')}
      whenDeleted={
        <Button variant="default" onClick={() => onRecreate(form.form.values)}>
          {t('edit.recreate')}
        </Button>
      }
    />
  )
}

/** /triggers/:triggerName/edit */
export function EditTriggerPage() {
  const { t } = useTranslation('triggers')
  const { triggerName = '' } = usePathNames()
  const read = useRead(ListTrigger, { triggerName }, { isPolled: false })
  const trigger = read.data?.triggerInfo[0]
  const [entered, setEntered] = useState<TriggerValues>()
  if (entered) return <CreateTriggerForm repo={entered.reponame} entered={entered} />
  // The form keeps its initial values: a concurrent change must not overwrite the user's input.
  if (trigger) return <EditForm key={triggerName} trigger={trigger} onRecreate={setEntered} />
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
