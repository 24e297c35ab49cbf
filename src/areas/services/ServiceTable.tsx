import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Read } from '../../api/read'
import { useMayWrite, useSession } from '../../api/session'
import { ActionButton } from '../../ui/ActionButton'
import { IconPlus } from '../../ui/icons'
import { matches } from '../../ui/table/column'
import type { Filter } from '../../ui/table/filter'
import { List } from '../../ui/table/List'
import { useGo } from '../../ui/useGo'
import { useListState } from '../../ui/useListState'
import { type Listed, useServiceColumns, useStatusWord } from './serviceColumns'

interface Props {
  /** All services, undefined before the first answer. */
  services: readonly Listed[] | undefined
  read: Pick<Read<unknown>, 'error' | 'isPending' | 'isFetching' | 'dataUpdatedAt' | 'refetch'>
  /** Where a new service would go. */
  clusterId?: string
}

const statuses = ['Normal', 'Abnormal', 'Waiting', 'Paused', 'Updating', 'RollingBack'] as const
const names = ['status', 'namespace', 'cluster']

/** Services with search, filters and sorting, all of it in the address. */
export function ServiceTable({ services, read, clusterId }: Props) {
  const { t } = useTranslation('services')
  const { t: common } = useTranslation()
  const word = useStatusWord()
  const go = useGo()
  const { session } = useSession()
  const mayWrite = useMayWrite()
  const list = useListState({ filters: names, sort: { id: 'name', isDescending: false } })
  const columns = useServiceColumns({ hasClusters: clusterId === undefined })

  const filters = useMemo((): Filter[] => {
    const all = services ?? []
    const namespaces = [...new Set(all.map((one) => one.namespace))].toSorted()
    const clusters = new Map(all.map((one) => [one.clusterId, one.clusterName]))
    const inCluster = {
      name: 'cluster',
      label: t('column.cluster'),
      options: [...clusters].map(([value, label]) => ({ value, label })),
    }
    return [
      {
        name: 'status',
        label: common('status'),
        options: statuses.map((value) => ({ value, label: word(value) })),
      },
      {
        name: 'namespace',
        label: t('column.namespace'),
        options: namespaces.map((value) => ({ value, label: value })),
      },
      ...(clusterId === undefined ? [inCluster] : []),
    ]
  }, [services, clusterId, t, common, word])

  const rows = useMemo(() => {
    const passes = (name: string, value: string) => list.filters[name]?.includes(value) ?? true
    return services?.filter(
      (one) =>
        passes('status', one.status) &&
        passes('namespace', one.namespace) &&
        passes('cluster', one.clusterId) &&
        matches(list.search, [one.serviceName, one.namespace, one.clusterName, one.externalIp]),
    )
  }, [services, list.filters, list.search])

  const create = (
    <ActionButton
      variant="filled"
      leftSection={<IconPlus size={16} />}
      onClick={() => go(clusterId ? `/services/new?cluster=${clusterId}` : '/services/new')}
      {...(!mayWrite && {
        reason: common('needsRole', { role: common(`role.${session?.role ?? 'viewer'}`) }),
      })}
    >
      {t('create')}
    </ActionButton>
  )
  return (
    <List
      label={t('title')}
      name="services"
      rows={rows}
      rowKey={(row) => `${row.clusterId}/${row.namespace}/${row.serviceName}`}
      columns={columns}
      list={list}
      read={read}
      empty={{ title: t('empty'), text: t('emptyText'), action: create }}
      failed={t('listUnreadable')}
      filters={filters}
    >
      {create}
    </List>
  )
}
