import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../api/client/form'
import { ModifyClusterServiceImage } from '../../../contract/actions/services/services'
import { CallPreview } from '../../../ui/call/CallPreview'
import { FormDialog } from '../../../ui/forms/FormDialog'
import { ImageInput } from '../form/fields/ImageInput'
import type { Place, Service } from '../serviceState'
import { useOfferUndo } from './undo'

interface Props {
  place: Place
  service: Service
  onClose: () => void
}

/** Images of all containers, unchanged ones included: the call sets exactly what the form shows. */
export function ImageDialog({ place, service, onClose }: Props) {
  const { t } = useTranslation('services')
  const name = place.serviceName
  const offerUndo = useOfferUndo()
  const present = service.containers.map(({ containerName, image }) => ({ containerName, image }))
  const { form, ...rest } = useActionForm(ModifyClusterServiceImage, {
    initial: { ...place, containers: present },
    done: () => {
      offerUndo(t('image.notice', { name }), { kind: 'image', place, containers: present })
      onClose()
    },
  })
  const isChanged = form.values.containers.some((one, index) => one.image !== present[index]?.image)
  return (
    <FormDialog
      {...rest}
      onClose={onClose}
      title={t('image.title', { name })}
      submitLabel={t('image.submit')}
    >
      {form.values.containers.map((container, index) => (
        <ImageInput
          key={container.containerName}
          label={t('image.label', { container: container.containerName })}
          description={t('image.now', { image: present[index]?.image })}
          onPick={(image) => form.setFieldValue(`containers.${index}.image`, image)}
          {...(index === 0 && { 'data-autofocus': true })}
          {...form.getInputProps(`containers.${index}.image`)}
        />
      ))}
      <p>
        {isChanged ? t(`image.strategy.${service.strategy ?? 'RollingUpdate'}`) : t('image.same')}
      </p>
      <CallPreview action={ModifyClusterServiceImage} params={form.values} />
    </FormDialog>
  )
}
