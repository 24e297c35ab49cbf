import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useAct } from '../../../api/act'
import type { Draft } from '../../../api/drafts'
import { ApiError } from '../../../api/error'
import { faultsByPath } from '../../../api/form'
import { CreateClusterService } from '../../../contract/services'
import { ErrorState } from '../../../ui/ErrorState'
import { useGo } from '../../../ui/useGo'
import { type Place, pathOf } from '../serviceState'
import type { Unreadable } from '../spec/known'
import { modifyParams } from '../spec/spec'
import { useKnown } from '../useKnown'
import { Review } from './Review'
import { SpecFormPage } from './SpecFormPage'
import { Summary } from './Summary'
import { useSpecForm } from './useSpecForm'
import { firstValues, type SpecValues, valuesOf } from './values'

interface Props {
  initial: SpecValues
  unreadable?: readonly Unreadable[]
  draftName: string
  title: string
}

function CreateForm({ initial, unreadable = [], draftName, title }: Props) {
  const { t } = useTranslation('services')
  const { t: own } = useTranslation('spec')
  const { t: rules } = useTranslation('rules')
  const go = useGo()
  const spec = useSpecForm('create', initial)
  const { form } = spec
  const [draft, setDraft] = useState<Draft>()
  const [failed, setFailed] = useState<ApiError | null>(null)
  const act = useAct(CreateClusterService, {
    notice: (_data, { serviceName }) => t('form.notice', { name: serviceName }),
  })
  const { clusterId, namespace, serviceName } = form.values

  const send = async () => {
    setFailed(null)
    try {
      // The form lets nothing through that the contract does not take.
      await act.run(spec.params as Parameters<typeof act.run>[0])
    } catch (error) {
      if (error instanceof ApiError && error.fields.length > 0) {
        form.setErrors(faultsByPath(error.fields, rules))
        setFailed(error)
        setDraft(undefined)
        return
      }
      throw error
    }
    form.resetDirty()
    draft?.discard()
    go(pathOf({ clusterId, namespace, serviceName }))
  }

  return (
    <>
      <SpecFormPage
        spec={spec}
        isNew
        title={title}
        submitLabel={t('form.submit')}
        onCancel={() => go(clusterId ? `/clusters/${clusterId}/services` : '/services')}
        unreadable={unreadable}
        draftName={draftName}
        initial={initial}
        base=""
        onBase={() => undefined}
        error={failed}
        summary={<Summary values={form.values} />}
        onReview={setDraft}
      />
      {draft && (
        <Review
          title={own('review.create', { name: serviceName })}
          action={CreateClusterService}
          params={spec.params}
          sendLabel={t('form.submit')}
          onSend={send}
          onClose={() => setDraft(undefined)}
        >
          <Summary values={form.values} />
        </Review>
      )}
    </>
  )
}

/** A copy begins with all settings of another service but its name and what it alone can have. */
function CloneForm({ place }: { place: Place }) {
  const { t } = useTranslation('spec')
  const { t: services } = useTranslation('services')
  const { known, error, refetch } = useKnown(place)
  if (error && !known) {
    return (
      <ErrorState
        title={services('unreadable')}
        error={error}
        thing={place.serviceName}
        onRetry={refetch}
      />
    )
  }
  if (!known) return <Skeleton height={320} />
  const { strategy: _, minReadySeconds: __, ...spec } = known.spec
  const initial: SpecValues = {
    ...valuesOf({ ...modifyParams(place, spec) }),
    serviceName: '',
    strategy: '',
    portMappings: valuesOf({ ...spec }).portMappings.map((one) => ({ ...one, nodePort: '' })),
  }
  return (
    <CreateForm
      initial={initial}
      unreadable={known.unreadable.filter(
        ({ path }) => path[0] !== 'strategy' && path[0] !== 'minReadySeconds',
      )}
      draftName={`clone-service ${Object.values(place).join('/')}`}
      title={t('cloneTitle', { name: place.serviceName })}
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
    return <CloneForm place={{ clusterId, namespace: inNamespace, serviceName }} />
  }
  return (
    <CreateForm
      initial={firstValues(cluster, namespace)}
      draftName={cluster ? `create-service ${cluster}` : 'create-service'}
      title={t('form.title')}
    />
  )
}
