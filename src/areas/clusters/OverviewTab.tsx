import { useTranslation } from 'react-i18next'
import { Age } from '../../ui/value/Age'
import { Mono } from '../../ui/value/Mono'
import { statuses } from './clusterState'
import css from './OverviewTab.module.css'
import { useCluster } from './useCluster'

/** Properties of a cluster beyond those in the header. */
export function OverviewTab() {
  const { t } = useTranslation('clusters')
  const { t: tabs } = useTranslation('clusterTabs')
  const { t: common } = useTranslation()
  const { t: vocabulary } = useTranslation('vocabulary')
  const cluster = useCluster()
  const status = statuses.find((one) => one === cluster.status)
  return (
    <dl className={css.root}>
      {status && (
        <>
          <dt>{common('status')}</dt>
          <dd>{vocabulary(`clusterStatus.${status}`)}</dd>
        </>
      )}
      <dt>{tabs('overview.description')}</dt>
      <dd>{cluster.description || common('none')}</dd>
      <dt>{t('column.cidr')}</dt>
      <dd>
        <Mono isCopied>{cluster.clusterCIDR}</Mono>
      </dd>
      <dt>{t('column.vpc')}</dt>
      <dd>
        <Mono isCopied>{cluster.unVpcId}</Mono>
      </dd>
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
  )
}
