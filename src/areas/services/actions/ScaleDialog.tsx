import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../api/client/form'
import { useStored } from '../../../api/merge/useStored'
import { ModifyServiceReplicas } from '../../../contract/actions/services/instances'
import { DescribeClusterServiceInfo } from '../../../contract/actions/services/services'
import { CallPreview } from '../../../ui/call/CallPreview'
import { FormDialog } from '../../../ui/forms/FormDialog'
import { NumberField } from '../../../ui/forms/NumberField'
import { Managers, useManagedNotice } from '../change/Managers'
import type { Service, ServiceRef } from '../serviceState'
import { useOfferUndo } from './undo'

interface Props {
  serviceRef: ServiceRef
  service: Service
  onClose: () => void
}

const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0

export function ScaleDialog({ serviceRef, service, onClose }: Props) {
  const { t } = useTranslation('services')
  const name = serviceRef.serviceName
  const offerUndo = useOfferUndo()
  const withManagers = useManagedNotice(service, 'replicas')
  const readStored = useStored()
  const { form, ...rest } = useActionForm(ModifyServiceReplicas, {
    initial: { ...serviceRef, scaleTo: service.desiredReplicas },
    stored: async () => {
      const now = await readStored(DescribeClusterServiceInfo, serviceRef)
      return now && { ...serviceRef, scaleTo: now.service.desiredReplicas }
    },
    done: (_data, { scaleTo }) => {
      offerUndo(withManagers(t('scale.notice', { name, count: scaleTo })), {
        kind: 'replicas',
        serviceRef,
        replicas: service.desiredReplicas,
      })
      onClose()
    },
  })
  // The input may contain a text that is not a number.
  const input: unknown = form.values.scaleTo
  const replicas = isWhole(input) ? input : service.desiredReplicas
  const difference = replicas - service.desiredReplicas
  return (
    <FormDialog
      {...rest}
      onClose={onClose}
      title={t('scale.title', { name })}
      submitLabel={t('scale.submit')}
    >
      <Managers service={service} concern="replicas" />
      <NumberField
        label={t('scale.label')}
        description={t('scale.now', {
          desired: service.desiredReplicas,
          current: service.currentReplicas,
        })}
        min={0}
        data-autofocus
        {...form.getInputProps('scaleTo')}
      />
      <p>
        {replicas === 0 && t('scale.stops')}
        {replicas !== 0 && difference > 0 && t('scale.starts', { count: difference })}
        {replicas !== 0 && difference < 0 && t('scale.ends', { count: -difference })}
      </p>
      <CallPreview action={ModifyServiceReplicas} params={{ ...serviceRef, scaleTo: replicas }} />
    </FormDialog>
  )
}
