import { useTranslation } from 'react-i18next'
import { useBackendKind } from '../../api/session/backendKind'
import { KubectlPreview } from '../../ui/call/KubectlPreview'
import { Age } from '../../ui/value/Age'
import { Mono } from '../../ui/value/Mono'
import { statuses } from './clusterState'
import css from './OverviewTab.module.css'
import { UnavailableActions } from './UnavailableActions'
import { useCluster } from './useCluster'

/** Properties of a cluster beyond those in the header. */
export function OverviewTab() {
  const { t } = useTranslation('clusters')
  const { t: tabs } = useTranslation('clusterTabs')
  const { t: common } = useTranslation()
  const { t: vocabulary } = useTranslation('vocabulary')
  const cluster = useCluster()
  const backend = useBackendKind() ?? 'remote'
  const status = statuses.find((candidate) => candidate === cluster.status)
  return (
    <>
      <dl className={css.root}>
        <dt>{tabs('overview.backend')}</dt>
        <dd>{tabs(`overview.backends.${backend}`, { version: cluster.k8sVersion || '–' })}</dd>
        {status && (
          <>
            <dt>{common('status')}</dt>
            <dd>{vocabulary(`clusterStatus.${status}`)}</dd>
          </>
        )}
        <dt>{tabs('overview.description')}</dt>
        <dd>{cluster.description || common('none')}</dd>
        <dt>{t('column.cidr')}</dt>
        <dd>{cluster.clusterCIDR ? <Mono isCopied>{cluster.clusterCIDR}</Mono> : '–'}</dd>
        <dt>{t('column.vpc')}</dt>
        <dd>{cluster.unVpcId ? <Mono isCopied>{cluster.unVpcId}</Mono> : '–'}</dd>
        <dt>{tabs('overview.region')}</dt>
        <dd>{cluster.region}</dd>
        <dt>{t('column.project')}</dt>
        <dd>{cluster.projectId === 0 ? t('defaultProject') : cluster.projectId}</dd>
        <dt>{tabs('overview.endpoint')}</dt>
        <dd>
          {cluster.clusterExternalEndpoint ? (
            <Mono isCopied>{cluster.clusterExternalEndpoint}</Mono>
          ) : (
            tabs('overview.closed')
          )}
        </dd>
        <dt>{tabs('overview.updated')}</dt>
        <dd>
          <Age time={cluster.updatedAt} isFull />
        </dd>
      </dl>
      <KubectlPreview action="DescribeCluster" params={{}} />
      <UnavailableActions />
    </>
  )
}
