import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failedNamespacePrecondition } from '../../../contract/rules/preconditions'
import { useFocusReturn } from '../../../ui/feedback/useFocusReturn'
import type { PageAction } from '../../../ui/page/PageHeader'
import { IconPencil, IconPlus, IconTrash } from '../../../ui/theme/icons'
import type { Cluster } from '../clusterState'
import {
  CreateNamespaceDialog,
  DeleteNamespacesDialog,
  DescribeNamespaceDialog,
} from './NamespaceDialogs'
import { useActionReason } from './useActionReason'

interface Namespace {
  name: string
  description: string
  status: string
}

/** Actions on namespaces and the open dialog. */
export function useNamespaceActions(cluster: Cluster) {
  const { t } = useTranslation('clusterActions')
  const reasonOf = useActionReason(cluster)
  const { clusterId } = cluster
  const [dialog, setDialog] = useState<ReactNode>()
  const rememberFocus = useFocusReturn(dialog !== undefined)
  const onClose = () => setDialog(undefined)
  const openDialog = (content: ReactNode) => {
    rememberFocus()
    setDialog(content)
  }

  const whyNot = (all: readonly Namespace[]) => {
    const builtIn = all.map(({ name }) => failedNamespacePrecondition(name)).find(Boolean)
    if (builtIn) return t('precondition.namespaceIsBuiltIn')
    return all.every(({ status }) => status === 'Terminating')
      ? t('precondition.namespaceIsDeleting')
      : undefined
  }

  const remove = (all: readonly Namespace[]): PageAction => ({
    id: 'delete',
    label: t('namespace.delete', { count: all.length }),
    icon: <IconTrash size={16} />,
    reason: reasonOf('DeleteClusterNamespace') ?? whyNot(all),
    onClick: () => {
      const names = all.map(({ name }) => name)
      openDialog(<DeleteNamespacesDialog clusterId={clusterId} names={names} onClose={onClose} />)
    },
  })

  return {
    dialog,
    create: {
      id: 'create',
      label: t('namespace.create'),
      icon: <IconPlus size={16} />,
      reason: reasonOf('CreateClusterNamespace'),
      onClick: () => openDialog(<CreateNamespaceDialog clusterId={clusterId} onClose={onClose} />),
    },
    many: (all: readonly Namespace[]): PageAction[] => [remove(all)],
    one: (namespace: Namespace): PageAction[] => [
      {
        id: 'describe',
        label: t('namespace.describe'),
        icon: <IconPencil size={16} />,
        reason: reasonOf('ModifyNamespaceDescription'),
        onClick: () => {
          const { name, description } = namespace
          const dialogProps = { clusterId, onClose }
          openDialog(
            <DescribeNamespaceDialog {...dialogProps} name={name} description={description} />,
          )
        },
      },
      remove([namespace]),
    ],
  }
}
