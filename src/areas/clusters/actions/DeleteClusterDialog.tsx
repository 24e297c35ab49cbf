import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { useRead } from '../../../api/client/read'
import { useNamedInProduction } from '../../../api/session/production'
import {
  DeleteCluster,
  DescribeClusterInstances,
} from '../../../contract/actions/clusters/clusters'
import { DescribeClusterService } from '../../../contract/actions/services/services'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import type { Cluster } from '../clusterState'
import { ModeChoice } from './ModeChoice'
import { type Mode, outcomeOf } from './mode'

/**
 * Resources deleted with a cluster: services, load balancers, and machines depending on their
 * billing.
 */
function Consequences({ cluster, mode }: { cluster: Cluster; mode: Mode }) {
  const { t } = useTranslation('clusterActions')
  const { clusterId } = cluster
  const services = useRead(DescribeClusterService, { clusterId, allnamespace: 1 })
  const nodes = useRead(DescribeClusterInstances, { clusterId, limit: 100 })
  const error = services.error ?? nodes.error
  if (error) return <ErrorText error={error} />
  if (!services.data || !nodes.data) return <Skeleton height={64} />
  const balancers = services.data.services.filter((service) => service.lbId !== '')
  const returned = nodes.data.nodes.filter((node) => outcomeOf(node, mode) === 'returned')
  const keptCount = nodes.data.nodes.length - returned.length
  return (
    <ul>
      <li>{t('deleteCluster.services', { count: services.data.totalCount })}</li>
      {balancers.length > 0 && (
        <li>
          {t('deleteCluster.balancers', {
            count: balancers.length,
            addresses: balancers
              .map((loadBalancer) => loadBalancer.externalIp || loadBalancer.lbId)
              .join(', '),
          })}
        </li>
      )}
      {returned.length > 0 && <li>{t('mode.returned', { count: returned.length })}</li>}
      {keptCount > 0 && <li>{t('mode.kept', { count: keptCount })}</li>}
    </ul>
  )
}

/** Dialog that deletes a cluster after the user has typed its name, which the server checks too. */
export function DeleteClusterDialog({
  cluster,
  onClose,
}: {
  cluster: Cluster
  onClose: () => void
}) {
  const { t } = useTranslation('clusterActions')
  const navigate = useLocationNavigate()
  const name = cluster.clusterName
  const [mode, setMode] = useState<Mode>('byBilling')
  const act = useAct(DeleteCluster, { notice: t('deleteCluster.notice', { name }) })
  const confirmation = useNamedInProduction(name)
  return (
    <ConfirmDialog
      isOpened
      isDestructive
      onClose={onClose}
      title={t('deleteCluster.title', { name })}
      confirmLabel={t('deleteCluster.submit')}
      {...confirmation}
      typedName={name}
      onConfirm={async (confirm) => {
        const { clusterId } = cluster
        const nodeDeleteMode = mode === 'byBilling' ? {} : { nodeDeleteMode: mode }
        await act.run({ clusterId, ...nodeDeleteMode }, { confirm })
        navigate('/clusters')
      }}
    >
      <p>{t('deleteCluster.text')}</p>
      <Consequences cluster={cluster} mode={mode} />
      <ModeChoice mode={mode} onChange={setMode} />
    </ConfirmDialog>
  )
}
