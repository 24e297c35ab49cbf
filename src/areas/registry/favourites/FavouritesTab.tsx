import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { repositoryPath } from '../../../api/session/paths'
import type { ResponseOf } from '../../../contract/action'
import { GetFavor } from '../../../contract/actions/registry/undocumentedActions'
import { useFormats } from '../../../i18n/useFormats'
import { LocationLink } from '../../../ui/page/LocationLink'
import type { Column } from '../../../ui/table/column'
import { List } from '../../../ui/table/List'
import { matchesSearch } from '../../../ui/table/search'
import { useListState } from '../../../ui/table/useListState'
import { Visibility } from '../repositories/Visibility'
import { FavouriteStar } from './FavouriteStar'

type Favourite = ResponseOf<typeof GetFavor>['repoInfo'][number]

function useColumns(): Column<Favourite>[] {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const { number } = useFormats()
  return useMemo(
    () => [
      {
        id: 'name',
        label: common('name'),
        card: 'name',
        sort: (row) => row.reponame,
        cell: (row) =>
          row.repotype === 'DOCKER HUB' ? (
            row.reponame
          ) : (
            <LocationLink to={repositoryPath(row.reponame)}>{row.reponame}</LocationLink>
          ),
      },
      {
        id: 'where',
        label: t('favourite.where'),
        card: 'fact',
        sort: (row) => row.repotype,
        cell: (row) => t(row.repotype === 'DOCKER HUB' ? 'favourite.hub' : 'favourite.own'),
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
        isNumeric: true,
        sort: (row) => row.tagCount,
        cell: (row) => (row.repotype === 'DOCKER HUB' ? '–' : number(row.tagCount)),
      },
      {
        id: 'favourites',
        label: t('column.favourites'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.favorCount,
        cell: (row) => <FavouriteStar repository={{ ...row, isUserFavor: true }} />,
      },
    ],
    [t, common, number],
  )
}

/** The user's favourites, in this registry and on Docker Hub. */
export function FavouritesTab() {
  const { t } = useTranslation('registry')
  const list = useListState()
  const read = useRead(GetFavor, { limit: 100 })
  const columns = useColumns()
  return (
    <List
      label={t('tab.favourites')}
      name="favourites"
      rows={read.data?.repoInfo.filter((repository) =>
        matchesSearch(list.search, [repository.reponame]),
      )}
      rowKey={(row) => `${row.repotype} ${row.reponame}`}
      columns={columns}
      list={list}
      read={read}
      empty={{ title: t('favourite.empty'), text: t('favourite.emptyText') }}
      failed={t('favourite.unreadable')}
    />
  )
}
