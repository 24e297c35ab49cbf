import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { useRead } from '../../../api/client/read'
import { useBackendKind } from '../../../api/session/backendKind'
import { useNamedInProduction } from '../../../api/session/production'
import {
  DeleteClusterInstances,
  DescribeClusterInstances,
} from '../../../contract/actions/clusters/clusters'
import { KubectlPreview } from '../../../ui/call/KubectlPreview'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import type { Node } from '../clusterState'
import { useWorkloads } from '../workloads/useWorkloads'
import { countUnplaced, movedFrom } from '../workloads/workload'
import { ModeChoice } from './ModeChoice'
import { type Mode, outcomeOf } from './mode'

interface Props {
  clusterId: string
  nodes: readonly Node[]
  onClose: () => void
}

/** Services on the nodes, and whether the remaining nodes have capacity for them. */
function AffectedServices({ clusterId, nodes }: Omit<Props, 'onClose'>) {
  const { t } = useTranslation('clusterActions')
  const clusterNodes = useRead(DescribeClusterInstances, { clusterId, limit: 100 })
  const { workloads, error } = useWorkloads(clusterId)
  if (error ?? clusterNodes.error) return <ErrorText error={error ?? clusterNodes.error} />
  if (!workloads || !clusterNodes.data) return <Skeleton height={64} />
  const addresses = nodes.map((node) => node.lanIp)
  const moved = movedFrom(addresses, workloads)
  if (moved.length === 0) return <p>{t('removeNodes.idle')}</p>
  const hosts = clusterNodes.data.nodes
    .filter((node) => node.isNormal === 1 && !node.unschedulable)
    .map(({ lanIp, cpu, mem }) => ({ address: lanIp, cpu: cpu * 1000, memory: mem * 1024 }))
  const unplacedCount = countUnplaced(addresses, hosts, workloads)
  return (
    <>
      <p>{t('removeNodes.moves')}</p>
      <ul>
        {moved.map(({ namespace, serviceName, count }) => (
          <li key={`${namespace}/${serviceName}`}>
            {t('removeNodes.instances', { count, name: `${namespace}/${serviceName}` })}
          </li>
        ))}
      </ul>
      <p>
        <strong>
          {unplacedCount === 0
            ? t('removeNodes.room')
            : t('removeNodes.noRoom', { count: unplacedCount })}
        </strong>
      </p>
    </>
  )
}

const isReturnable = (node: Node) => outcomeOf(node, 'byBilling') === 'returned'

/** Removes nodes from a cluster; their machines are kept or returned. */
export function RemoveNodesDialog({ clusterId, nodes, onClose }: Props) {
  const { t } = useTranslation('clusterActions')
  const isKubernetes = useBackendKind() === 'kubernetes'
  const [mode, setMode] = useState<Mode>(isKubernetes ? 'RemoveOnly' : 'byBilling')
  const [first] = nodes
  const name = first?.instanceName
  const act = useAct(DeleteClusterInstances, {
    notice: t('removeNodes.notice', { count: nodes.length }),
  })
  const returned = nodes.filter((node) => outcomeOf(node, mode) === 'returned')
  const keptCount = nodes.length - returned.length
  const nameToType = nodes.length === 1 ? (first?.instanceId ?? '') : String(nodes.length)
  const confirmation = useNamedInProduction(nameToType)
  return (
    <ConfirmDialog
      isOpened
      isDestructive
      onClose={onClose}
      title={
        nodes.length === 1
          ? t('removeNodes.titleOne', { name })
          : t('removeNodes.titleMany', { count: nodes.length })
      }
      confirmLabel={t('removeNodes.submit')}
      {...confirmation}
      // Keeping the machines is reversible and, outside production, needs no typed name.
      {...(mode !== 'RemoveOnly' && { typedName: nameToType })}
      onConfirm={(confirm) =>
        act.run(
          {
            clusterId,
            instanceIds: nodes.map((node) => node.instanceId),
            ...(mode !== 'byBilling' && { nodeDeleteMode: mode }),
          },
          { confirm },
        )
      }
    >
      <AffectedServices clusterId={clusterId} nodes={nodes} />
      {!isKubernetes && nodes.some(isReturnable) && <ModeChoice mode={mode} onChange={setMode} />}
      {isKubernetes && <p>{t('removeNodes.kubernetes')}</p>}
      <ul>
        {returned.length > 0 && <li>{t('mode.returned', { count: returned.length })}</li>}
        {keptCount > 0 && <li>{t('mode.kept', { count: keptCount })}</li>}
      </ul>
      <KubectlPreview
        action="DeleteClusterInstances"
        params={{ clusterId, instanceIds: nodes.map((node) => node.instanceName) }}
      />
    </ConfirmDialog>
  )
}
