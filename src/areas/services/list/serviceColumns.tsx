import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePrefetch } from '../../../api/client/read'
import { useCloudLocation, withLocation } from '../../../api/session/location'
import { clusterPath, servicePath } from '../../../api/session/paths'
import { DescribeClusterServiceInfo } from '../../../contract/actions/services/services'
import { shortImage } from '../../../contract/formats/imageReference'
import { useReasons } from '../../../i18n/errors/reasons'
import { parseApiTime } from '../../../i18n/format'
import type { Column } from '../../../ui/table/column'
import { Age } from '../../../ui/value/Age'
import { serviceHealth, shownServiceStatus } from '../../../ui/value/health'
import { Mono } from '../../../ui/value/Mono'
import { StatusChip } from '../../../ui/value/StatusChip'
import { accessOf } from '../serviceState'
import type { ListedService } from './listedService'
import css from './ServiceTable.module.css'
import { Stepper } from './Stepper'

/** Label of a status; undocumented ones are shown verbatim. */
export function useStatusWord() {
  const { t } = useTranslation('services')
  return (status: string) => t(`status.${status}`, { defaultValue: status })
}

/** Columns that need a separate read per service. */
export const detailColumns = ['images', 'ports']

export const imagesOf = ({ details }: ListedService): string =>
  details?.containers.map(({ image }) => shortImage(image)).join(', ') ?? ''

export const portsOf = ({ details }: ListedService): string =>
  details?.portMappings
    .map(
      (portMapping) => `${portMapping.lbPort}→${portMapping.containerPort}/${portMapping.protocol}`,
    )
    .join(', ') ?? ''

function Status({ service }: { service: ListedService }) {
  const statusText = useStatusWord()
  const reasons = useReasons()
  return (
    <StatusChip
      health={serviceHealth(shownServiceStatus(service))}
      word={statusText(shownServiceStatus(service))}
      reason={service.status === 'Normal' ? undefined : reasons.map(service.reasonMap)}
    />
  )
}

/** A link to the row's own region, which may differ from the page's. */
function Name({ row }: { row: ListedService }) {
  const { account, region } = useCloudLocation()
  const prefetch = usePrefetch()
  const { clusterId, namespace, serviceName } = row
  const readAhead = () => {
    if (row.region === region) {
      prefetch(DescribeClusterServiceInfo, { clusterId, namespace, serviceName })
    }
  }
  return (
    <Link
      className={css.link}
      to={withLocation(servicePath(row), { account, region: row.region })}
      onMouseEnter={readAhead}
      onFocus={readAhead}
    >
      {serviceName}
    </Link>
  )
}

interface Options {
  hasClusters: boolean
  hasRegions: boolean
}

/**
 * Columns of a service list; with cluster and region columns if the list covers several of them.
 */
export function useServiceColumns({ hasClusters, hasRegions }: Options): Column<ListedService>[] {
  const { t } = useTranslation('services')
  const { t: common } = useTranslation()
  const { t: shell } = useTranslation('shell')
  const { t: tLife } = useTranslation('serviceLife')
  const { account } = useCloudLocation()
  return useMemo(() => {
    const columns: (Column<ListedService> | false)[] = [
      {
        id: 'name',
        label: common('name'),
        card: 'name',
        sort: (row) => row.serviceName,
        cell: (row) => <Name row={row} />,
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
        cell: (row) => <Stepper service={row} />,
      },
      {
        id: 'namespace',
        label: t('column.namespace'),
        card: 'fact',
        sort: (row) => row.namespace,
        cell: (row) => row.namespace,
      },
      hasClusters && {
        id: 'cluster',
        label: t('column.cluster'),
        card: 'fact',
        sort: (row) => row.clusterName,
        cell: (row) => (
          <Link
            className={css.link}
            to={withLocation(`${clusterPath(row.clusterId)}/services`, {
              account,
              region: row.region,
            })}
          >
            {row.clusterName}
          </Link>
        ),
      },
      hasRegions && {
        id: 'region',
        label: shell('region'),
        card: 'fact',
        sort: (row) => row.region,
        cell: (row) => (
          <span className={css.nowrap}>
            {shell(`regions.${row.region}`, { defaultValue: row.region })}
          </span>
        ),
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
        sort: (row) => row.externalIp,
        cell: (row) => {
          if (row.lbStatus === 'Creating') return t('lbCreating')
          return row.externalIp ? <Mono>{row.externalIp}</Mono> : '–'
        },
      },
      {
        id: 'inside',
        label: t('column.inside'),
        isExtra: true,
        sort: (row) => row.serviceIp,
        cell: (row) => (row.serviceIp ? <Mono>{row.serviceIp}</Mono> : '–'),
      },
      {
        id: 'images',
        label: tLife('column.images'),
        isExtra: true,
        sort: imagesOf,
        cell: (row) => (row.details ? imagesOf(row) || '–' : '…'),
      },
      {
        id: 'ports',
        label: tLife('column.ports'),
        isExtra: true,
        sort: portsOf,
        cell: (row) => (row.details ? portsOf(row) || '–' : '…'),
      },
      {
        id: 'created',
        label: t('column.age'),
        isNumeric: true,
        sort: (row) => parseApiTime(row.createdAt) ?? 0,
        cell: (row) => <Age time={row.createdAt} />,
      },
    ]
    return columns.filter((column) => column !== false)
  }, [t, common, shell, tLife, account, hasClusters, hasRegions])
}
