import { useTranslation } from 'react-i18next'
import { countForText } from '../../../ui/forms/numberText'
import type { SpecValues } from './values'

/** Summarises a form in a sentence, with its images. */
export function Summary({ values }: { values: SpecValues }) {
  const { t } = useTranslation('services')
  const { serviceName, namespace, replicas, accessType, containers } = values
  return (
    <div>
      <h2>{t('form.summary')}</h2>
      <p>
        {t('form.sentence', {
          name: serviceName || t('form.unnamed'),
          namespace,
          count: countForText(replicas),
          access: t(`form.reachable.${accessType === '' ? 'ClusterIP' : accessType}`),
        })}
      </p>
      <ul>
        {containers.map(
          ({ image, containerName }, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: containers have no identity before they have a name
            image && <li key={index}>{[containerName, image].filter(Boolean).join(': ')}</li>,
        )}
      </ul>
    </div>
  )
}
