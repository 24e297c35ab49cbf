import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Read } from '../../../api/client/read'
import { withQuery } from '../../../api/session/paths'
import { useReasons } from '../../../i18n/errors/reasons'
import { ActionButton } from '../../../ui/menu/ActionButton'
import { useForbiddenReason } from '../../../ui/menu/useForbiddenReason'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import { visibleColumns } from '../../../ui/table/column'
import { List } from '../../../ui/table/List'
import { savedColumns } from '../../../ui/table/savedColumns'
import { matchesSearch } from '../../../ui/table/search'
import { SelectAll, useSelection, withSelection } from '../../../ui/table/selection'
import { useListState } from '../../../ui/table/useListState'
import { IconPlus } from '../../../ui/theme/icons'
import { shownServiceStatus } from '../../../ui/value/health'
import { BatchBar } from '../batch/BatchBar'
import { accessOf } from '../serviceState'
import { useDetails } from '../useDetails'
import { type ListedService, serviceKey } from './listedService'
import {
  detailColumns,
  imagesOf,
  portsOf,
  useServiceColumns,
  useStatusWord,
} from './serviceColumns'
import { useServiceFilters } from './useServiceFilters'

interface Props {
  /** All services; undefined before the first response. */
  services: readonly ListedService[] | undefined
  read: Pick<
    Read<unknown>,
    'error' | 'isPending' | 'isFetching' | 'dataUpdatedAt' | 'partial' | 'refetch'
  >
  /** Cluster in which to create a new service. */
  clusterId?: string
  hasRegions?: boolean
  /** Additional controls at the end of the toolbar. */
  children?: ReactNode
}

const names = ['status', 'namespace', 'cluster', 'region', 'access']

/**
 * A service list with search, filters, sorting and selection; all but the selection is in the URL.
 */
export function ServiceTable({
  services: all,
  read,
  clusterId,
  hasRegions = false,
  children,
}: Props) {
  const { t } = useTranslation('services')
  const { t: common } = useTranslation()
  const { t: shell } = useTranslation('shell')
  const statusText = useStatusWord()
  const reasons = useReasons()
  const navigate = useLocationNavigate()
  const reason = useForbiddenReason('CreateClusterService')
  const list = useListState({ filters: names, sort: { id: 'name', isDescending: false } })
  const selection = useSelection()
  const dataColumns = useServiceColumns({ hasClusters: clusterId === undefined, hasRegions })
  const isDetailed = visibleColumns(dataColumns, list.columns ?? savedColumns('services')).some(
    ({ id }) => detailColumns.includes(id),
  )
  const services = useDetails(all, isDetailed)
  const filters = useServiceFilters(all, { hasClusters: clusterId === undefined, hasRegions })
  const columns = useMemo(
    () =>
      withSelection(
        dataColumns,
        { keyOf: serviceKey, nameOf: (row) => row.serviceName, selection },
        (name) => common('table.selectRow', { name }),
      ),
    [dataColumns, selection, common],
  )

  const passes = (name: string, value: string) => list.filters[name]?.includes(value) ?? true
  const rows = services?.filter(
    (service) =>
      passes('status', shownServiceStatus(service)) &&
      passes('namespace', service.namespace) &&
      passes('cluster', service.clusterId) &&
      passes('region', service.region) &&
      passes('access', accessOf(service.accessType)) &&
      matchesSearch(list.search, [
        `${service.namespace}/${service.serviceName}`,
        service.clusterName,
        service.externalIp,
        service.serviceIp,
        statusText(shownServiceStatus(service)),
        t(`access.${accessOf(service.accessType)}`),
        ...Object.keys(service.reasonMap),
        reasons.map(service.reasonMap),
        shell(`regions.${service.region}`, { defaultValue: service.region }),
        t('running', { current: service.currentReplicas, desired: service.desiredReplicas }),
        imagesOf(service),
        portsOf(service),
      ]),
  )
  const keys = (rows ?? []).map(serviceKey)
  const chosen = (all ?? []).filter((service) => selection.chosen.has(serviceKey(service)))

  const create = (
    <ActionButton
      variant="filled"
      leftSection={<IconPlus size={16} />}
      onClick={() =>
        navigate(clusterId ? withQuery('/services/new', { cluster: clusterId }) : '/services/new')
      }
      reason={reason}
    >
      {t('create')}
    </ActionButton>
  )
  return (
    <>
      <BatchBar keys={keys} selection={selection} chosen={chosen} />
      <List
        label={t('title')}
        name="services"
        rows={rows}
        rowKey={serviceKey}
        columns={columns}
        list={list}
        read={read}
        tickAll={<SelectAll keys={keys} selection={selection} />}
        empty={{ title: t('empty'), text: t('emptyText'), action: create }}
        failed={t('listUnreadable')}
        filters={filters}
      >
        {children}
        {create}
      </List>
    </>
  )
}
