import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFocusBack } from '../../../ui/feedback/useFocusBack'
import type { PageAction } from '../../../ui/page/PageHeader'
import { useGo } from '../../../ui/page/useGo'
import { IconPencil, IconPlus, IconServer, IconTrash } from '../../../ui/theme/icons'
import type { Cluster } from '../clusterState'
import { DeleteClusterDialog } from './DeleteClusterDialog'
import { EditDialog } from './EditDialog'
import { useReason } from './useReason'

const dialogs = { edit: EditDialog, delete: DeleteClusterDialog } as const

/** A cluster's page actions and the open dialog. */
export function useClusterActions(cluster: Cluster | undefined) {
  const { t } = useTranslation('clusterActions')
  const go = useGo()
  const reasonOf = useReason(cluster)
  const [opened, setOpened] = useState<keyof typeof dialogs>()
  const rememberFocus = useFocusBack(opened !== undefined)
  const open = (dialog: keyof typeof dialogs) => () => {
    rememberFocus()
    setOpened(dialog)
  }
  if (!cluster) return { secondary: [], menu: [], dialog: null }
  const nodes = `/clusters/${cluster.clusterId}/nodes`
  const secondary: PageAction[] = [
    {
      id: 'addMachines',
      label: t('addMachines.action'),
      icon: <IconPlus size={16} />,
      reason: reasonOf('AddClusterInstances'),
      onClick: () => go(`${nodes}/new`),
    },
    {
      id: 'addExisting',
      label: t('addExisting.action'),
      icon: <IconServer size={16} />,
      reason: reasonOf('AddClusterInstancesFromExistedCvm'),
      onClick: () => go(`${nodes}/existing`),
    },
  ]
  const menu: PageAction[] = [
    {
      id: 'edit',
      label: t('edit.action'),
      icon: <IconPencil size={16} />,
      reason: reasonOf('ModifyClusterAttributes'),
      onClick: open('edit'),
    },
    {
      id: 'delete',
      label: t('deleteCluster.action'),
      icon: <IconTrash size={16} />,
      reason: reasonOf('DeleteCluster'),
      onClick: open('delete'),
    },
  ]
  const Dialog = opened && dialogs[opened]
  return {
    secondary,
    menu,
    dialog: Dialog && <Dialog cluster={cluster} onClose={() => setOpened(undefined)} />,
  }
}
