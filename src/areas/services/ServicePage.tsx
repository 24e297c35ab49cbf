import { Skeleton, Stack } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useMatch } from 'react-router'
import { ApiError } from '../../api/client/error'
import { useRead } from '../../api/client/read'
import { clusterPath, servicePath } from '../../api/session/paths'
import { DescribeClusterServiceInfo } from '../../contract/actions/services/services'
import { shortImage } from '../../contract/formats/imageReference'
import { useReasons } from '../../i18n/errors/reasons'
import { withTexts } from '../../i18n/i18n'
import { DataAge } from '../../ui/feedback/DataAge'
import { ErrorState } from '../../ui/feedback/ErrorState'
import { StaleNotice } from '../../ui/feedback/StaleNotice'
import { type Fact, FactStrip } from '../../ui/page/FactStrip'
import { LocationLink } from '../../ui/page/LocationLink'
import { PageHeader } from '../../ui/page/PageHeader'
import { RouteTabs } from '../../ui/page/RouteTabs'
import { Age } from '../../ui/value/Age'
import { serviceHealth, shownServiceStatus } from '../../ui/value/health'
import { Mono } from '../../ui/value/Mono'
import { StatusChip } from '../../ui/value/StatusChip'
import { useRequestedUndo } from './actions/undo'
import { useServiceActions } from './actions/useServiceActions'
import { isFaulty } from './diagnosis/isFaulty'
import { useStatusWord } from './list/serviceColumns'
import css from './ServicePage.module.css'
import { accessOf, isMoving, type Service, type ServiceRef } from './serviceState'
import { useClusterAndNamespace } from './useClusterAndNamespace'
import { useServiceRef } from './useServiceRef'

const UndoDialog = lazy(async () => ({
  default: (await withTexts(import('./change/UndoDialog'), 'spec')).UndoDialog,
}))
const ServiceDiagnosis = lazy(async () => {
  const load = import('./diagnosis/ServiceDiagnosis')
  return { default: (await withTexts(load, 'diagnosis')).ServiceDiagnosis }
})
const Rollout = lazy(async () => ({ default: (await import('./rollout/Rollout')).Rollout }))

/** The API's code for a resource that does not exist. */
const notFound = 5000

function useFacts(
  serviceRef: ServiceRef,
  service: Service | undefined,
  cluster = serviceRef.clusterId,
): Fact[] {
  const { t } = useTranslation('services')
  if (!service) return []
  const [first] = service.containers
  const addresses = [service.externalIp, service.serviceIp].filter(Boolean)
  return [
    {
      label: t('fact.instances'),
      value:
        service.desiredReplicas === 0 && service.currentReplicas === 0
          ? t('stopped')
          : t('running', { current: service.currentReplicas, desired: service.desiredReplicas }),
    },
    {
      label: t('fact.image'),
      value:
        service.containers.length === 1 && first ? (
          <span title={first.image}>
            <Mono>{shortImage(first.image)}</Mono>
          </span>
        ) : (
          t('fact.images', { count: service.containers.length })
        ),
    },
    { label: t('fact.access'), value: t(`access.${accessOf(service.accessType)}`) },
    {
      label: t('fact.address'),
      value:
        service.lbStatus === 'Creating'
          ? t('lbCreating')
          : addresses.length > 0
            ? addresses.map((address) => (
                <div key={address}>
                  <Mono>{address}</Mono>
                </div>
              ))
            : '–',
    },
    {
      label: t('fact.cluster'),
      value: (
        <LocationLink to={`${clusterPath(serviceRef.clusterId)}/services`}>{cluster}</LocationLink>
      ),
    },
    { label: t('fact.age'), value: <Age time={service.createdAt} /> },
  ]
}

/** The page of a service: status, actions and tabs. */
export function ServicePage() {
  const { t } = useTranslation('services')
  const { t: tLife } = useTranslation('serviceLife')
  const serviceRef = useServiceRef()
  const read = useRead(DescribeClusterServiceInfo, serviceRef, {
    transition: ({ service }) => isMoving(service),
  })
  const service = read.data?.service
  const around = useClusterAndNamespace(serviceRef.clusterId, serviceRef.namespace)
  const { primary, secondary, menu, rollout, dialog } = useServiceActions(
    serviceRef,
    service,
    around.reasonOf,
  )
  const undo = useRequestedUndo(serviceRef)
  const facts = useFacts(serviceRef, service, around.cluster?.clusterName)
  const statusText = useStatusWord()
  const reasons = useReasons()
  // The other tabs are lists, which show their own data's age.
  const isOverview = useMatch('/clusters/:clusterId/services/:namespace/:serviceName') !== null

  // A deleted service must not remain on the page as if it were healthy.
  const isDeleted = read.error instanceof ApiError && read.error.code === notFound
  if (read.error && (!service || isDeleted)) {
    return (
      <>
        <PageHeader title={serviceRef.serviceName} />
        <ErrorState
          title={t('unreadable')}
          error={read.error}
          thing={serviceRef.serviceName}
          onRetry={read.refetch}
        />
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={serviceRef.serviceName}
        documentTitle={`${serviceRef.serviceName} · ${serviceRef.namespace}`}
        status={
          service && (
            <StatusChip
              isFilled
              health={serviceHealth(shownServiceStatus(service))}
              word={statusText(shownServiceStatus(service))}
              reason={service.status === 'Normal' ? undefined : reasons.map(service.reasonMap)}
            />
          )
        }
        id={`${serviceRef.namespace}/${serviceRef.serviceName}`}
        primary={primary}
        secondary={secondary}
        menu={menu}
      />
      {read.error && <StaleNotice read={read} />}
      <div data-stale={read.error ? true : undefined} className={css.facts}>
        {service ? <FactStrip facts={facts} /> : <Skeleton height={40} mb="md" />}
      </div>
      {service && (
        <Suspense>
          {isFaulty(service) && (
            <ServiceDiagnosis
              serviceRef={serviceRef}
              service={service}
              actions={[...(primary ? [primary] : []), ...secondary, ...menu]}
            />
          )}
          <Rollout serviceRef={serviceRef} service={service} actions={rollout} />
        </Suspense>
      )}
      <div className={css.tabs}>
        <RouteTabs
          base={servicePath(serviceRef)}
          label={t('tabsLabel')}
          tabs={[
            { segment: '', label: t('tab.overview') },
            {
              segment: 'instances',
              label: t('tab.instances'),
              actions: ['DescribeServiceInstance'],
            },
            { segment: 'events', label: t('tab.events'), actions: ['DescribeServiceEvent'] },
            { segment: 'config', label: tLife('tab.config') },
            { segment: 'history', label: tLife('tab.history') },
            { segment: 'monitoring', label: t('tab.monitoring'), actions: ['GetMonitorData'] },
          ]}
        />
        {isOverview && <DataAge read={read} />}
      </div>
      {service ? (
        <Outlet context={service} />
      ) : (
        <Stack>
          <Skeleton height={16} width="40%" />
          <Skeleton height={16} width="60%" />
        </Stack>
      )}
      {dialog}
      {undo && (
        <Suspense>
          <UndoDialog undo={undo} />
        </Suspense>
      )}
    </>
  )
}
