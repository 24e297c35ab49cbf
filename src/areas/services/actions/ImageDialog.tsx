import { useTranslation } from 'react-i18next'
import { faultsByPath, useActionForm } from '../../../api/client/form'
import { useStored } from '../../../api/merge/useStored'
import {
  DescribeClusterServiceInfo,
  ModifyClusterServiceImage,
} from '../../../contract/actions/services/services'
import { CallPreview } from '../../../ui/call/CallPreview'
import { FormDialog } from '../../../ui/forms/FormDialog'
import { Managers, useManagedNotice } from '../change/Managers'
import { ImageInput } from '../form/fields/image/ImageInput'
import { imageFaults } from '../form/imageFaults'
import type { Service, ServiceRef } from '../serviceState'
import { useOfferUndo } from './undo'

interface Props {
  serviceRef: ServiceRef
  service: Service
  onClose: () => void
}

/** The values with blanks around images removed. */
const withTrimmedImages = <T extends { containers: { containerName: string; image: string }[] }>(
  values: T,
): T => ({
  ...values,
  containers: values.containers.map((container) => ({
    ...container,
    image: container.image.trim(),
  })),
})

const imagesOf = ({ containers }: Pick<Service, 'containers'>) =>
  containers.map(({ containerName, image }) => ({ containerName, image }))

/**
 * Dialog with the images of all containers, including unchanged ones: the call sets exactly the
 * images in the form.
 */
export function ImageDialog({ serviceRef, service, onClose }: Props) {
  const { t } = useTranslation('services')
  const name = serviceRef.serviceName
  const { t: rules } = useTranslation('rules')
  const offerUndo = useOfferUndo()
  const withManagers = useManagedNotice(service, 'configuration')
  const readStored = useStored()
  const current = imagesOf(service)
  const { form, ...rest } = useActionForm(ModifyClusterServiceImage, {
    initial: { ...serviceRef, containers: current },
    request: withTrimmedImages,
    check: ({ containers }) =>
      faultsByPath(imageFaults(withTrimmedImages({ containers }).containers), rules),
    stored: async () => {
      const now = await readStored(DescribeClusterServiceInfo, serviceRef)
      return now && { ...serviceRef, containers: imagesOf(now.service) }
    },
    done: () => {
      offerUndo(withManagers(t('image.notice', { name })), {
        kind: 'image',
        serviceRef,
        containers: current,
      })
      onClose()
    },
  })
  const isChanged = form.values.containers.some(
    (container, index) => container.image.trim() !== current[index]?.image,
  )
  return (
    <FormDialog
      {...rest}
      onClose={onClose}
      title={t('image.title', { name })}
      submitLabel={t('image.submit')}
    >
      <Managers service={service} concern="configuration" />
      {form.values.containers.map((container, index) => (
        <ImageInput
          key={container.containerName}
          label={t('image.label', { container: container.containerName })}
          description={t('image.now', { image: current[index]?.image })}
          onPick={(image) => form.setFieldValue(`containers.${index}.image`, image)}
          {...(index === 0 && { 'data-autofocus': true })}
          {...form.getInputProps(`containers.${index}.image`)}
        />
      ))}
      <p>
        {isChanged ? t(`image.strategy.${service.strategy ?? 'RollingUpdate'}`) : t('image.same')}
      </p>
      <CallPreview action={ModifyClusterServiceImage} params={withTrimmedImages(form.values)} />
    </FormDialog>
  )
}
