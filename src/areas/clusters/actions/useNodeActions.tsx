import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { notify } from '../../../api/console/notices'
import { useBackendKind } from '../../../api/session/backendKind'
import { ModifyClusterNodeSchedulable } from '../../../contract/actions/clusters/undocumentedActions'
import { useDescribeError } from '../../../ui/feedback/describeError'
import { useFocusReturn } from '../../../ui/feedback/useFocusReturn'
import type { PageAction } from '../../../ui/page/PageHeader'
import {
  IconLock,
  IconLockOpen,
  IconLogout,
  IconPackage,
  IconPencil,
  IconTrash,
} from '../../../ui/theme/icons'
import type { Cluster, Node } from '../clusterState'
import { DrainDialog } from './DrainDialog'
import { LabelsDialog } from './LabelsDialog'
import { OtherPodsDialog } from './OtherPodsDialog'
import { RemoveNodesDialog } from './RemoveNodesDialog'
import { useActionReason } from './useActionReason'

/** Cordoning a node is harmless and runs without confirmation. */
function useCordon(clusterId: string) {
  const { t } = useTranslation('clusterActions')
  const explain = useDescribeError()
  const act = useAct(ModifyClusterNodeSchedulable, {
    notice: (_data, { unschedulable, instanceIds }) =>
      t(unschedulable === 1 ? 'cordon.notice' : 'uncordon.notice', { count: instanceIds.length }),
  })
  return (nodes: readonly Node[], unschedulable: 0 | 1) => {
    const instanceIds = nodes.map((node) => node.instanceId)
    act.run({ clusterId, instanceIds, unschedulable }).catch((error: unknown) => {
      const { what, next, small } = explain(
        error,
        nodes.map((node) => node.instanceName).join(', '),
      )
      notify('failure', [what, next, small].filter(Boolean).join(' '))
    })
  }
}

/** Actions on one or several nodes and the open dialog. */
export function useNodeActions(cluster: Cluster) {
  const { t } = useTranslation('clusterActions')
  const reasonOf = useActionReason(cluster)
  const { clusterId } = cluster
  const cordon = useCordon(clusterId)
  const isKubernetes = useBackendKind() === 'kubernetes'
  const [dialog, setDialog] = useState<ReactNode>()
  const rememberFocus = useFocusReturn(dialog !== undefined)
  const closeDialog = () => setDialog(undefined)
  const openDialog = (content: ReactNode) => {
    rememberFocus()
    setDialog(content)
  }

  const many = (nodes: readonly Node[]): PageAction[] => {
    const reason = reasonOf('ModifyClusterNodeSchedulable')
    const isClosed = nodes.every((node) => node.unschedulable)
    const isOpen = nodes.every((node) => !node.unschedulable)
    return [
      {
        id: 'cordon',
        label: t('cordon.action'),
        icon: <IconLock size={16} />,
        reason: reason ?? (isClosed ? t('cordon.already') : undefined),
        onClick: () => cordon(nodes, 1),
      },
      {
        id: 'uncordon',
        label: t('uncordon.action'),
        icon: <IconLockOpen size={16} />,
        reason: reason ?? (isOpen ? t('uncordon.already') : undefined),
        onClick: () => cordon(nodes, 0),
      },
      {
        id: 'remove',
        label: t('removeNodes.action'),
        icon: <IconTrash size={16} />,
        reason: reasonOf('DeleteClusterInstances'),
        onClick: () =>
          openDialog(
            <RemoveNodesDialog clusterId={clusterId} nodes={nodes} onClose={closeDialog} />,
          ),
      },
    ]
  }

  const otherPodsAction = (node: Node): PageAction => ({
    id: 'otherPods',
    label: t('otherPods.action'),
    icon: <IconPackage size={16} />,
    onClick: () =>
      openDialog(<OtherPodsDialog clusterId={clusterId} node={node} onClose={closeDialog} />),
  })

  const nodeActions = (node: Node): PageAction[] => {
    const [first, second, last] = many([node])
    return [
      {
        id: 'labels',
        label: t('labels.action'),
        icon: <IconPencil size={16} />,
        reason: reasonOf('ModifyClusterNodeLabel'),
        onClick: () =>
          openDialog(<LabelsDialog clusterId={clusterId} node={node} onClose={closeDialog} />),
      },
      first,
      second,
      {
        id: 'drain',
        label: t('drain.action'),
        icon: <IconLogout size={16} />,
        reason: reasonOf('DrainClusterNode'),
        onClick: () =>
          openDialog(<DrainDialog clusterId={clusterId} node={node} onClose={closeDialog} />),
      },
      isKubernetes && otherPodsAction(node),
      last,
    ].filter((action) => action !== undefined && action !== false)
  }

  return { one: nodeActions, many, dialog }
}
