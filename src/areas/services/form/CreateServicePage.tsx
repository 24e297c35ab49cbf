import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useActionForm } from '../../../api/form'
import { CreateClusterService } from '../../../contract/services'
import { FormPage, FormSection } from '../../../ui/FormPage'
import { useGo } from '../../../ui/useGo'
import { pathOf } from '../serviceState'
import { AccessFields } from './AccessFields'
import { BasicFields } from './BasicFields'
import { ContainerFields } from './ContainerFields'
import { initialValues, requestOf, type ServiceValues } from './values'

function Summary({ values }: { values: ServiceValues }) {
  const { t } = useTranslation('services')
  const { serviceName, namespace, replicas, accessType, containers } = values
  return (
    <>
      <h2>{t('form.summary')}</h2>
      <p>
        {t('form.sentence', {
          name: serviceName || t('form.unnamed'),
          namespace,
          count: Number(replicas),
          access: t(`form.reachable.${accessType}`),
        })}
      </p>
      <ul>
        {containers.map(
          ({ image, containerName }, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: containers have no identity before they have a name
            image && <li key={index}>{[containerName, image].filter(Boolean).join(': ')}</li>,
        )}
      </ul>
    </>
  )
}

/** /services/new?cluster=&namespace=: what most services need; the full form comes with the editor. */
export function CreateServicePage() {
  const { t } = useTranslation('services')
  const [search] = useSearchParams()
  const go = useGo()
  const cluster = search.get('cluster') ?? ''
  const { form, ...rest } = useActionForm<typeof CreateClusterService, ServiceValues>(
    CreateClusterService,
    {
      initial: initialValues(cluster, search.get('namespace') ?? 'default'),
      request: requestOf,
      draft: cluster ? `create-service ${cluster}` : 'create-service',
      notice: (_data, { serviceName }) => t('form.notice', { name: serviceName }),
      done: (_data, { clusterId, serviceName, namespace = 'default' }) =>
        go(pathOf({ clusterId, serviceName, namespace })),
    },
  )
  return (
    <FormPage
      {...rest}
      title={t('form.title')}
      submitLabel={t('form.submit')}
      onCancel={() => go(cluster ? `/clusters/${cluster}/services` : '/services')}
      isDirty={form.isDirty}
      faults={form.errors}
      summary={<Summary values={form.values} />}
    >
      <FormSection title={t('form.basics')}>
        <BasicFields form={form} />
      </FormSection>
      <FormSection title={t('form.containers')}>
        <ContainerFields form={form} />
      </FormSection>
      <FormSection title={t('form.accessTitle')}>
        <AccessFields form={form} />
      </FormSection>
    </FormPage>
  )
}
