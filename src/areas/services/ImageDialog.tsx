import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../api/form'
import { ModifyClusterServiceImage } from '../../contract/services'
import { FormDialog } from '../../ui/FormDialog'
import type { Place, Service } from './serviceState'

interface Props {
  place: Place
  service: Service
  onClose: () => void
}

/** New images of the containers; those left as they are are not sent. */
export function ImageDialog({ place, service, onClose }: Props) {
  const { t } = useTranslation('services')
  const name = place.serviceName
  const present = service.containers.map(({ containerName, image }) => ({ containerName, image }))
  const { form, ...rest } = useActionForm(ModifyClusterServiceImage, {
    initial: { ...place, containers: present },
    notice: t('image.notice', { name }),
    done: onClose,
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
        <TextInput
          key={container.containerName}
          label={t('image.label', { container: container.containerName })}
          description={t('image.now', { image: present[index]?.image })}
          spellCheck={false}
          autoComplete="off"
          {...(index === 0 && { 'data-autofocus': true })}
          {...form.getInputProps(`containers.${index}.image`)}
        />
      ))}
      <p>
        {isChanged ? t(`image.strategy.${service.strategy ?? 'RollingUpdate'}`) : t('image.same')}
      </p>
    </FormDialog>
  )
}
