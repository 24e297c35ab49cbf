import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { clusterPath } from '../../../api/session/paths'
import { useNamedInProduction } from '../../../api/session/production'
import {
  DeleteClusterService,
  RedeployClusterService,
  RollBackClusterService,
} from '../../../contract/actions/services/services'
import { KubectlPreview } from '../../../ui/call/KubectlPreview'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import { Managers, useManagedNotice } from '../change/Managers'
import type { Service, ServiceRef } from '../serviceState'

interface Props {
  serviceRef: ServiceRef
  service: Service
  onClose: () => void
}

/** Names the Kubernetes Services that are deleted with a service, and those that stay. */
function KubernetesServices({ services }: { services: Service['kubernetesServices'] }) {
  const { t } = useTranslation('services')
  const textOf = (key: 'kubernetesServices' | 'sharedServices', isShared: boolean) => {
    const names = (services ?? [])
      .filter((service) => service.isShared === isShared)
      .map((service) => service.name)
    if (names.length === 0) return null
    return <p>{t(`delete.${key}`, { count: names.length, names: names.join(', ') })}</p>
  }
  return (
    <>
      {textOf('kubernetesServices', false)}
      {textOf('sharedServices', true)}
    </>
  )
}

/**
 * Names everything that is deleted with the service, then leaves the page of the deleted service.
 */
export function DeleteConfirmation({ serviceRef, service, onClose }: Props) {
  const { t } = useTranslation('services')
  const navigate = useLocationNavigate()
  const name = serviceRef.serviceName
  const act = useAct(DeleteClusterService, { notice: t('delete.notice', { name }) })
  const confirmation = useNamedInProduction(name)
  return (
    <ConfirmDialog
      {...confirmation}
      isOpened
      isDestructive
      onClose={onClose}
      title={t('delete.title', { name })}
      confirmLabel={t('delete.submit')}
      onConfirm={async (confirm) => {
        await act.run(serviceRef, { confirm })
        navigate(`${clusterPath(serviceRef.clusterId)}/services`)
      }}
    >
      <p>{t('delete.text', { count: service.currentReplicas, namespace: serviceRef.namespace })}</p>
      {service.lbId !== '' && (
        <p>{t('delete.loadBalancer', { id: service.lbId, ip: service.externalIp })}</p>
      )}
      <KubernetesServices services={service.kubernetesServices} />
      <KubectlPreview action="DeleteClusterService" params={serviceRef} />
    </ConfirmDialog>
  )
}

/** A rollback also resumes a paused service, whose other changes then take effect. */
export function RollbackConfirmation({ serviceRef, service, onClose }: Props) {
  const { t } = useTranslation('services')
  const name = serviceRef.serviceName
  const isPaused = service.status === 'Paused'
  const withManagers = useManagedNotice(service, 'configuration')
  const act = useAct(RollBackClusterService, {
    notice: withManagers(t(isPaused ? 'rollback.resumed' : 'rollback.notice', { name })),
  })
  return (
    <ConfirmDialog
      isOpened
      onClose={onClose}
      title={t('rollback.title', { name })}
      confirmLabel={t('rollback.submit')}
      onConfirm={() => act.run(serviceRef)}
    >
      <p>{t('rollback.text')}</p>
      {isPaused && <p>{t('rollback.resumes')}</p>}
      <Managers service={service} concern="configuration" />
      <KubectlPreview action="RollBackClusterService" params={serviceRef} />
    </ConfirmDialog>
  )
}

export function RedeployConfirmation({ serviceRef, service, onClose }: Props) {
  const { t } = useTranslation('services')
  const name = serviceRef.serviceName
  const act = useAct(RedeployClusterService, { notice: t('redeploy.notice', { name }) })
  return (
    <ConfirmDialog
      isOpened
      onClose={onClose}
      title={t('redeploy.title', { name })}
      confirmLabel={t('redeploy.submit')}
      onConfirm={() => act.run(serviceRef)}
    >
      <p>{t('redeploy.text')}</p>
      <p>{t(`image.strategy.${service.strategy ?? 'RollingUpdate'}`)}</p>
      <KubectlPreview action="RedeployClusterService" params={serviceRef} />
    </ConfirmDialog>
  )
}
