import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { ErrorState } from '../../../ui/feedback/ErrorState'
import { PageTitle } from '../../../ui/page/PageTitle'
import type { ServiceRef } from '../serviceState'
import { modifyParams } from '../spec/spec'
import { useKnownSpec } from '../useKnownSpec'
import { CreateForm } from './CreateForm'
import { initialValues, type SpecValues, valuesOf } from './values'

/**
 * Initial values of a copy: all settings of the original except its name and exclusive resources.
 */
function CloneForm({ serviceRef }: { serviceRef: ServiceRef }) {
  const { t } = useTranslation('spec')
  const { t: services } = useTranslation('services')
  const { knownSpec, error, refetch } = useKnownSpec(serviceRef)
  const title = t('cloneTitle', { name: serviceRef.serviceName })
  if (!knownSpec) {
    return (
      <>
        <PageTitle title={title} />
        {error ? (
          <ErrorState
            title={services('unreadable')}
            error={error}
            thing={serviceRef.serviceName}
            onRetry={refetch}
          />
        ) : (
          <Skeleton height={320} />
        )}
      </>
    )
  }
  const { strategy: _, minReadySeconds: __, ...spec } = knownSpec.spec
  const initial: SpecValues = {
    ...valuesOf({ ...modifyParams(serviceRef, spec) }),
    serviceName: '',
    strategy: '',
    portMappings: valuesOf({ ...spec }).portMappings.map((portMapping) => ({
      ...portMapping,
      nodePort: '',
    })),
  }
  return (
    <CreateForm
      initial={initial}
      unreadable={knownSpec.unreadable.filter(
        ({ path }) => path[0] !== 'strategy' && path[0] !== 'minReadySeconds',
      )}
      draftName={`clone-service ${Object.values(serviceRef).join('/')}`}
      title={title}
    />
  )
}

/** /services/new?cluster=&namespace=, or ?from=cluster/namespace/name for a copy. */
export function CreateServicePage() {
  const { t } = useTranslation('services')
  const [search] = useSearchParams()
  const cluster = search.get('cluster') ?? ''
  const namespace = search.get('namespace') ?? 'default'
  const [clusterId, inNamespace, serviceName] = search.get('from')?.split('/') ?? []
  if (clusterId && inNamespace && serviceName) {
    return <CloneForm serviceRef={{ clusterId, namespace: inNamespace, serviceName }} />
  }
  return (
    <CreateForm
      initial={initialValues(cluster, namespace)}
      draftName={cluster ? `create-service ${cluster}` : 'create-service'}
      title={t('form.title')}
    />
  )
}
