import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { servicePath } from '../../../api/session/paths'
import type { ResponseOf } from '../../../contract/action'
import type { DescribeServiceInstance } from '../../../contract/actions/services/instances'
import { shortImage } from '../../../contract/formats/imageReference'
import { useReasons } from '../../../i18n/errors/reasons'
import { ActionButton } from '../../../ui/menu/ActionButton'
import { useUnavailableReason } from '../../../ui/menu/useForbiddenReason'
import { LocationLink } from '../../../ui/page/LocationLink'
import type { Column } from '../../../ui/table/column'
import { Age } from '../../../ui/value/Age'
import { instanceHealth } from '../../../ui/value/health'
import { Mono } from '../../../ui/value/Mono'
import { StatusChip } from '../../../ui/value/StatusChip'
import type { ServiceRef } from '../serviceState'
import css from './instances.module.css'

/** An instance with its service. */
export type Instance = ResponseOf<typeof DescribeServiceInstance>['instances'][number] & ServiceRef

export const keyOf = ({ namespace, name }: Instance): string => `${namespace}/${name}`

function Containers({ instance }: { instance: Instance }) {
  const { t } = useTranslation('services')
  const reasons = useReasons()
  return (
    <>
      {instance.containers.map((container) => (
        <div key={container.name}>
          {container.status !== 'Running' && (
            <StatusChip
              health={instanceHealth(container)}
              word={t(`instance.status.${container.status}`, { defaultValue: container.status })}
            />
          )}{' '}
          {container.name}{' '}
          <span title={container.image}>
            <Mono>{shortImage(container.image)}</Mono>
          </span>{' '}
          {container.containerId && (
            <span title={container.containerId}>
              <Mono>{container.containerId.replace(/^\w+:\/\//, '').slice(0, 12)}</Mono>
            </span>
          )}
          {container.reason && ` – ${reasons.one(container.reason)}`}
        </div>
      ))}
    </>
  )
}

/** Columns of an instance list; with a service column if the list covers several services. */
export function useInstanceColumns(options: {
  hasServices: boolean
  onLogs: (instance: Instance) => void
  /** Shows why an instance does not run. */
  onExplain: (instance: Instance) => void
}): Column<Instance>[] {
  const { hasServices, onLogs, onExplain } = options
  const { t } = useTranslation('services')
  const { t: common } = useTranslation()
  const { t: tLife } = useTranslation('serviceLife')
  const reasons = useReasons()
  const unavailable = useUnavailableReason()
  return useMemo(() => {
    const columns: Column<Instance>[] = [
      {
        id: 'name',
        label: common('name'),
        card: 'name',
        sort: (row) => row.name,
        cell: (row) => <Mono>{row.name}</Mono>,
      },
      {
        id: 'status',
        label: common('status'),
        card: 'status',
        sort: (row) => row.status,
        cell: (row) => (
          <>
            <StatusChip
              health={instanceHealth(row)}
              word={t(`instance.status.${row.status}`, { defaultValue: row.status })}
              reason={row.reason ? reasons.one(row.reason) : undefined}
            />
            {instanceHealth(row) === 'failing' && (
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={tLife('diagnosis.of', { name: row.name })}
                onClick={() => onExplain(row)}
              >
                {tLife('diagnosis.open')}
              </Button>
            )}
          </>
        ),
      },
      {
        id: 'containers',
        label: t('instance.containers'),
        card: 'fact',
        cell: (row) => <Containers instance={row} />,
      },
      {
        id: 'ready',
        label: t('instance.ready'),
        isNumeric: true,
        sort: (row) => row.readyCount,
        cell: (row) => t('running', { current: row.readyCount, desired: row.containers.length }),
      },
      {
        id: 'node',
        label: t('instance.node'),
        sort: (row) => row.nodeIp,
        cell: (row) => (row.nodeIp ? <Mono>{row.nodeIp}</Mono> : t('instance.unplaced')),
      },
      {
        id: 'ip',
        label: t('instance.ip'),
        sort: (row) => row.ip,
        cell: (row) => (row.ip ? <Mono>{row.ip}</Mono> : '–'),
      },
      {
        id: 'restarts',
        label: t('instance.restarts'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.restartCount,
        cell: (row) => row.restartCount,
      },
      {
        id: 'created',
        label: t('instance.started'),
        isNumeric: true,
        sort: (row) => row.createdAt,
        cell: (row) => <Age time={row.createdAt} />,
      },
      {
        id: 'logs',
        label: tLife('logs.column'),
        card: 'fact',
        cell: (row) => (
          <ActionButton
            variant="subtle"
            size="compact-sm"
            reason={unavailable('DescribeInstanceLog')}
            aria-label={tLife('logs.of', { name: row.name })}
            onClick={() => onLogs(row)}
          >
            {tLife('logs.open')}
          </ActionButton>
        ),
      },
    ]
    const service: Column<Instance> = {
      id: 'service',
      label: t('one'),
      card: 'fact',
      sort: (row) => `${row.namespace}/${row.serviceName}`,
      cell: (row) => (
        <LocationLink
          to={servicePath(row)}
          className={css.service}
        >{`${row.namespace}/${row.serviceName}`}</LocationLink>
      ),
    }
    return hasServices ? columns.toSpliced(2, 0, service) : columns
  }, [t, common, tLife, reasons, unavailable, hasServices, onLogs, onExplain])
}
