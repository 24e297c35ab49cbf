import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { usePrefetch } from '../../api/read'
import { DescribeClusterServiceInfo } from '../../contract/services'
import { parseApiTime } from '../../i18n/format'
import { useReasons } from '../../i18n/reasons'
import { Age } from '../../ui/Age'
import { Mono } from '../../ui/Mono'
import { ScopedLink } from '../../ui/ScopedLink'
import { StatusChip } from '../../ui/StatusChip'
import type { Column } from '../../ui/table/column'
import { accessOf, healthOf, pathOf, type Summary, shownStatus } from './serviceState'

/** A service of a list with the cluster it is in. */
export interface Listed extends Summary {
  clusterId: string
  clusterName: string
}

/** Words of a status; one that the document does not know stands verbatim. */
export function useStatusWord() {
  const { t } = useTranslation('services')
  return (status: string) => t(`status.${status}`, { defaultValue: status })
}

function Status({ service }: { service: Listed }) {
  const word = useStatusWord()
  const reasons = useReasons()
  return (
    <StatusChip
      health={healthOf(shownStatus(service))}
      word={word(shownStatus(service))}
      reason={service.status === 'Normal' ? undefined : reasons.map(service.reasonMap)}
    />
  )
}

/** Columns of the list of services; the cluster's only where there are several. */
export function useServiceColumns({ hasClusters }: { hasClusters: boolean }): Column<Listed>[] {
  const { t } = useTranslation('services')
  const { t: common } = useTranslation()
  const prefetch = usePrefetch()
  return useMemo(() => {
    const columns: Column<Listed>[] = [
      {
        id: 'name',
        label: common('name'),
        card: 'name',
        sort: (row) => row.serviceName,
        cell: (row) => (
          <ScopedLink
            to={pathOf(row)}
            onPrefetch={() => {
              const { clusterId, namespace, serviceName } = row
              prefetch(DescribeClusterServiceInfo, { clusterId, namespace, serviceName })
            }}
          >
            {row.serviceName}
          </ScopedLink>
        ),
      },
      {
        id: 'status',
        label: common('status'),
        card: 'status',
        sort: (row) => row.status,
        cell: (row) => <Status service={row} />,
      },
      {
        id: 'instances',
        label: t('column.instances'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.desiredReplicas,
        cell: (row) =>
          row.desiredReplicas === 0 && row.currentReplicas === 0
            ? t('stopped')
            : t('running', { current: row.currentReplicas, desired: row.desiredReplicas }),
      },
      {
        id: 'namespace',
        label: t('column.namespace'),
        card: 'fact',
        sort: (row) => row.namespace,
        cell: (row) => row.namespace,
      },
      {
        id: 'access',
        label: t('column.access'),
        sort: (row) => row.accessType,
        cell: (row) => t(`access.${accessOf(row.accessType)}`),
      },
      {
        id: 'address',
        label: t('column.address'),
        cell: (row) => {
          if (row.lbStatus === 'Creating') return t('lbCreating')
          return row.externalIp ? <Mono>{row.externalIp}</Mono> : '–'
        },
      },
      {
        id: 'inside',
        label: t('column.inside'),
        isExtra: true,
        cell: (row) => (row.serviceIp ? <Mono>{row.serviceIp}</Mono> : '–'),
      },
      {
        id: 'created',
        label: t('column.age'),
        isNumeric: true,
        sort: (row) => parseApiTime(row.createdAt) ?? 0,
        cell: (row) => <Age time={row.createdAt} />,
      },
    ]
    const cluster: Column<Listed> = {
      id: 'cluster',
      label: t('column.cluster'),
      card: 'fact',
      sort: (row) => row.clusterName,
      cell: (row) => (
        <ScopedLink to={`/clusters/${row.clusterId}/services`}>{row.clusterName}</ScopedLink>
      ),
    }
    return hasClusters ? columns.toSpliced(4, 0, cluster) : columns
  }, [t, common, prefetch, hasClusters])
}
