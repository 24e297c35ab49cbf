import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clusterPath } from '../../../api/session/paths'
import { useFocusReturn } from '../../../ui/feedback/useFocusReturn'
import type { PageAction } from '../../../ui/page/PageHeader'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import { IconPencil, IconPlus, IconServer, IconTrash } from '../../../ui/theme/icons'
import type { Cluster } from '../clusterState'
import { DeleteClusterDialog } from './DeleteClusterDialog'
import { EditDialog } from './EditDialog'
import { useActionReason } from './useActionReason'

const dialogs = { edit: EditDialog, delete: DeleteClusterDialog } as const

/** A cluster's page actions and the open dialog. */
export function useClusterActions(cluster: Cluster | undefined) {
  const { t } = useTranslation('clusterActions')
  const navigate = useLocationNavigate()
  const reasonOf = useActionReason(cluster)
  const [opened, setOpened] = useState<keyof typeof dialogs>()
  const rememberFocus = useFocusReturn(opened !== undefined)
  const opener = (dialog: keyof typeof dialogs) => () => {
    rememberFocus()
    setOpened(dialog)
  }
  if (!cluster) return { secondary: [], menu: [], dialog: null }
  const path = clusterPath(cluster.clusterId)
  const secondary: PageAction[] = [
    {
      id: 'addMachines',
      label: t('addMachines.action'),
      icon: <IconPlus size={16} />,
      reason: reasonOf('AddClusterInstances'),
      onClick: () => navigate(`${path}/add-nodes`),
    },
    {
      id: 'addExisting',
      label: t('addExisting.action'),
      icon: <IconServer size={16} />,
      reason: reasonOf('AddClusterInstancesFromExistedCvm'),
      onClick: () => navigate(`${path}/add-existing-nodes`),
    },
  ]
  const menu: PageAction[] = [
    {
      id: 'edit',
      label: t('edit.action'),
      icon: <IconPencil size={16} />,
      reason: reasonOf('ModifyClusterAttributes'),
      onClick: opener('edit'),
    },
    {
      id: 'delete',
      label: t('deleteCluster.action'),
      icon: <IconTrash size={16} />,
      reason: reasonOf('DeleteCluster'),
      onClick: opener('delete'),
    },
  ]
  const Dialog = opened && dialogs[opened]
  return {
    secondary,
    menu,
    dialog: Dialog && <Dialog cluster={cluster} onClose={() => setOpened(undefined)} />,
  }
}
