import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePrefetch } from '../../../api/client/read'
import { repositoryPath } from '../../../api/session/paths'
import { GetTagList } from '../../../contract/actions/registry/tags'
import { parseApiTime } from '../../../i18n/format'
import { useFormats } from '../../../i18n/useFormats'
import { useForbiddenReason } from '../../../ui/menu/useForbiddenReason'
import { LocationLink } from '../../../ui/page/LocationLink'
import { BulkBar } from '../../../ui/table/BulkBar'
import type { Column } from '../../../ui/table/column'
import { List } from '../../../ui/table/List'
import { matchesSearch } from '../../../ui/table/search'
import { SelectAll, type Selection, useSelection, withSelection } from '../../../ui/table/selection'
import { useListState } from '../../../ui/table/useListState'
import { IconTrash } from '../../../ui/theme/icons'
import { Age } from '../../../ui/value/Age'
import { FavouriteStar } from '../favourites/FavouriteStar'
import css from '../registry.module.css'
import { namespaceOf, type Repository } from '../registryState'
import { useRepositories } from './useRepositories'
import { Visibility } from './Visibility'

const DeleteRepositoriesDialog = lazy(async () => ({
  default: (await import('./DeleteRepositoriesDialog')).DeleteRepositoriesDialog,
}))

function useColumns(selection: Selection): Column<Repository>[] {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const { number } = useFormats()
  const prefetch = usePrefetch()
  return useMemo(() => {
    const allColumns: Column<Repository>[] = [
      {
        id: 'name',
        label: common('name'),
        card: 'name',
        sort: (row) => row.reponame,
        cell: (row) => (
          <LocationLink
            to={repositoryPath(row.reponame)}
            onPrefetch={() => prefetch(GetTagList, { reponame: row.reponame, limit: 100 })}
          >
            {row.reponame}
          </LocationLink>
        ),
      },
      {
        id: 'public',
        label: t('column.visibility'),
        card: 'status',
        sort: (row) => row.public,
        cell: (row) => <Visibility isPublic={row.public === 1} />,
      },
      {
        id: 'tags',
        label: t('column.tags'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.tagCount,
        cell: (row) => number(row.tagCount),
      },
      {
        id: 'pulls',
        label: t('column.pulls'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.pullCount,
        cell: (row) => number(row.pullCount),
      },
      {
        id: 'favourites',
        label: t('column.favourites'),
        isNumeric: true,
        sort: (row) => row.favorCount,
        cell: (row) => <FavouriteStar repository={row} />,
      },
      {
        id: 'description',
        label: common('description'),
        cell: (row) => row.description || <span className={css.dim}>–</span>,
      },
      {
        id: 'updated',
        label: t('column.updated'),
        isNumeric: true,
        card: 'fact',
        sort: (row) => parseApiTime(row.updateTime) ?? 0,
        cell: (row) => <Age time={row.updateTime} />,
      },
      {
        id: 'created',
        label: common('created'),
        isNumeric: true,
        isExtra: true,
        sort: (row) => parseApiTime(row.creationTime) ?? 0,
        cell: (row) => <Age time={row.creationTime} />,
      },
    ]
    const keyOf = (row: Repository) => row.reponame
    return withSelection(allColumns, { keyOf, nameOf: keyOf, selection }, (name) =>
      common('table.selectRow', { name }),
    )
  }, [t, common, number, prefetch, selection])
}

/** The account's repositories, with bulk deletion. */
export function RepositoriesTab() {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const list = useListState({
    filters: ['namespace', 'public'],
    sort: { id: 'name', isDescending: false },
  })
  const { read, repositories } = useRepositories()
  const selection = useSelection()
  const [isDeleting, setDeleting] = useState(false)
  const reason = useForbiddenReason('BatchDeleteRepository')
  const columns = useColumns(selection)
  const { namespace: namespaces, public: visibility } = list.filters
  const rows = repositories?.filter(
    (repository) =>
      (namespaces?.includes(namespaceOf(repository.reponame)) ?? true) &&
      (visibility?.includes(String(repository.public)) ?? true) &&
      matchesSearch(list.search, [repository.reponame, repository.description]),
  )
  const allNamespaces = [
    ...new Set((repositories ?? []).map((repository) => namespaceOf(repository.reponame))),
  ].sort()
  const keys = (rows ?? []).map((row) => row.reponame)
  const chosen = (repositories ?? []).filter((repository) =>
    selection.chosen.has(repository.reponame),
  )
  return (
    <>
      <BulkBar
        keys={keys}
        selection={selection}
        count={chosen.length}
        actions={[
          {
            id: 'delete',
            label: common('delete'),
            icon: <IconTrash size={15} />,
            reason,
            onClick: () => setDeleting(true),
          },
        ]}
      />
      <List
        label={t('tab.repositories')}
        name="repositories"
        rows={rows}
        rowKey={(row) => row.reponame}
        columns={columns}
        list={list}
        read={read}
        tickAll={<SelectAll keys={keys} selection={selection} />}
        empty={{ title: t('empty'), text: t('emptyText') }}
        failed={t('unreadable')}
        filters={[
          {
            name: 'namespace',
            label: t('column.namespace'),
            options: allNamespaces.map((value) => ({ value, label: value })),
          },
          {
            name: 'public',
            label: t('column.visibility'),
            isSingle: true,
            options: [
              { value: '1', label: t('visibility.public') },
              { value: '0', label: t('visibility.private') },
            ],
          },
        ]}
      />
      <Suspense fallback={null}>
        {isDeleting && chosen.length > 0 && (
          <DeleteRepositoriesDialog
            repositories={chosen}
            onClose={() => setDeleting(false)}
            onDeleted={selection.clear}
          />
        )}
      </Suspense>
    </>
  )
}
