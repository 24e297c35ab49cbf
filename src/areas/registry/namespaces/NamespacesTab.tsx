import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { withQuery } from '../../../api/session/paths'
import { GetNamespaceInfo } from '../../../contract/actions/registry/undocumentedActions'
import { parseApiTime } from '../../../i18n/format'
import { ActionButton } from '../../../ui/menu/ActionButton'
import { useForbiddenReason } from '../../../ui/menu/useForbiddenReason'
import { LocationLink } from '../../../ui/page/LocationLink'
import type { Column } from '../../../ui/table/column'
import { List } from '../../../ui/table/List'
import { matchesSearch } from '../../../ui/table/search'
import { useListState } from '../../../ui/table/useListState'
import { IconPlus, IconTrash } from '../../../ui/theme/icons'
import { Age } from '../../../ui/value/Age'
import type { Namespace } from '../registryState'

const CreateNamespaceDialog = lazy(async () => ({
  default: (await import('./NamespaceDialogs')).CreateNamespaceDialog,
}))
const DeleteNamespaceDialog = lazy(async () => ({
  default: (await import('./NamespaceDialogs')).DeleteNamespaceDialog,
}))

function useColumns(onDelete: (namespace: Namespace) => void): Column<Namespace>[] {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const reason = useForbiddenReason('DeleteUserNamespace')
  return useMemo(
    () => [
      {
        id: 'name',
        label: common('name'),
        card: 'name',
        sort: (row) => row.namespace,
        cell: (row) => (
          <LocationLink to={withQuery('/registry', { namespace: row.namespace })}>
            {row.namespace}
          </LocationLink>
        ),
      },
      {
        id: 'repositories',
        label: t('tab.repositories'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.repoCount,
        cell: (row) => row.repoCount,
      },
      {
        id: 'created',
        label: common('created'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => parseApiTime(row.creationTime) ?? 0,
        cell: (row) => <Age time={row.creationTime} />,
      },
      {
        id: 'actions',
        label: common('actions'),
        isNumeric: true,
        card: 'status',
        cell: (row) => (
          <ActionButton
            size="compact-xs"
            leftSection={<IconTrash size={14} />}
            reason={reason}
            aria-label={t('deleteNamespace.action', { name: row.namespace })}
            onClick={() => onDelete(row)}
          >
            {common('delete')}
          </ActionButton>
        ),
      },
    ],
    [t, common, reason, onDelete],
  )
}

/** The account's registry namespaces, linked to their repositories. */
export function NamespacesTab() {
  const { t } = useTranslation('registry')
  const list = useListState({ sort: { id: 'name', isDescending: false } })
  const read = useRead(GetNamespaceInfo, { limit: 100 })
  const [isCreating, setCreating] = useState(false)
  const [toDelete, setToDelete] = useState<Namespace>()
  const reason = useForbiddenReason('CreateCCRNamespace')
  const columns = useColumns(setToDelete)
  const rows = read.data?.namespaceInfo.filter((namespace) =>
    matchesSearch(list.search, [namespace.namespace]),
  )
  return (
    <>
      <List
        label={t('tab.namespaces')}
        name="registryNamespaces"
        rows={rows}
        rowKey={(row) => row.namespace}
        columns={columns}
        list={list}
        read={read}
        empty={{ title: t('namespace.empty'), text: t('namespace.emptyText') }}
        failed={t('namespace.unreadable')}
      >
        <ActionButton
          leftSection={<IconPlus size={15} />}
          reason={reason}
          onClick={() => setCreating(true)}
        >
          {t('createNamespace.action')}
        </ActionButton>
      </List>
      <Suspense fallback={null}>
        {isCreating && <CreateNamespaceDialog onClose={() => setCreating(false)} />}
        {toDelete && (
          <DeleteNamespaceDialog namespace={toDelete} onClose={() => setToDelete(undefined)} />
        )}
      </Suspense>
    </>
  )
}
