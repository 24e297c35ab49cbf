import { Button, Group, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/client/error'
import { ErrorState } from '../../../ui/feedback/ErrorState'
import { PageTitle } from '../../../ui/page/PageTitle'
import type { Known } from '../spec/known'
import { useKnownSpec } from '../useKnownSpec'
import { useServiceRef } from '../useServiceRef'
import { EditForm } from './EditForm'
import { RecreateForm } from './RecreateForm'
import type { SpecValues } from './values'

/** The API's code for a resource that does not exist. */
const notFound = 5000

/** /clusters/:clusterId/services/:namespace/:serviceName/edit: all settings of a service. */
export function EditServicePage() {
  const { t } = useTranslation('services')
  const { t: own } = useTranslation('spec')
  const serviceRef = useServiceRef()
  const { knownSpec, error, refetch } = useKnownSpec(serviceRef)
  const [firstKnown, setFirst] = useState<Known>()
  const [recreation, setRecreation] = useState<{ entered?: SpecValues }>()
  const opened = firstKnown ?? knownSpec
  if (knownSpec && !firstKnown) setFirst(knownSpec)
  const isDeleted = error instanceof ApiError && error.code === notFound
  if (recreation)
    return <RecreateForm serviceRef={serviceRef} opened={opened} entered={recreation.entered} />
  if (!opened || !knownSpec) {
    return (
      <>
        <PageTitle title={own('editTitle', { name: serviceRef.serviceName })} />
        {error ? (
          <>
            <ErrorState
              title={t('unreadable')}
              error={error}
              thing={serviceRef.serviceName}
              onRetry={refetch}
            />
            {isDeleted && (
              <Group justify="center">
                <Button onClick={() => setRecreation({})}>{own('concurrent.recreate')}</Button>
              </Group>
            )}
          </>
        ) : (
          <Skeleton height={320} />
        )}
      </>
    )
  }
  // Entered values stay on the page if the service is deleted meanwhile.
  return (
    <EditForm
      serviceRef={serviceRef}
      opened={opened}
      current={knownSpec}
      isDeleted={isDeleted}
      error={error}
      refresh={refetch}
      onRecreate={(entered) => setRecreation({ entered })}
    />
  )
}
