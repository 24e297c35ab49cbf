import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../api/client/form'
import { useStored } from '../../../api/merge/useStored'
import {
  DescribeClusterServiceInfo,
  ModifyServiceDescription,
} from '../../../contract/actions/services/services'
import { CallPreview } from '../../../ui/call/CallPreview'
import { FormDialog } from '../../../ui/forms/FormDialog'
import type { Service, ServiceRef } from '../serviceState'
import { useOfferUndo } from './undo'

interface Props {
  serviceRef: ServiceRef
  service: Service
  onClose: () => void
}

export function DescriptionDialog({ serviceRef, service, onClose }: Props) {
  const { t } = useTranslation('services')
  const name = serviceRef.serviceName
  const offerUndo = useOfferUndo()
  const readStored = useStored()
  const { form, ...rest } = useActionForm(ModifyServiceDescription, {
    initial: { ...serviceRef, description: service.serviceDesc },
    stored: async () => {
      const now = await readStored(DescribeClusterServiceInfo, serviceRef)
      return now && { ...serviceRef, description: now.service.serviceDesc }
    },
    done: () => {
      offerUndo(t('describe.notice', { name }), {
        kind: 'description',
        serviceRef,
        description: service.serviceDesc,
      })
      onClose()
    },
  })
  return (
    <FormDialog
      {...rest}
      onClose={onClose}
      title={t('describe.title', { name })}
      submitLabel={t('describe.submit')}
    >
      <Textarea
        label={t('describe.label')}
        description={t('describe.help')}
        autosize
        minRows={2}
        data-autofocus
        {...form.getInputProps('description')}
      />
      <CallPreview action={ModifyServiceDescription} params={form.values} />
    </FormDialog>
  )
}
