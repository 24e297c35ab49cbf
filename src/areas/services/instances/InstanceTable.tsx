import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Read } from '../../../api/client/read'
import { useReasons } from '../../../i18n/errors/reasons'
import { withTexts } from '../../../i18n/i18n'
import { useForbiddenReason } from '../../../ui/menu/useForbiddenReason'
import { BulkBar } from '../../../ui/table/BulkBar'
import { List } from '../../../ui/table/List'
import { matchesSearch } from '../../../ui/table/search'
import { SelectAll, useSelection, withSelection } from '../../../ui/table/selection'
import type { ListState } from '../../../ui/table/useListState'
import { IconRotate } from '../../../ui/theme/icons'
import { useClusterAndNamespace } from '../useClusterAndNamespace'
import { type Instance, keyOf, useInstanceColumns } from './instanceColumns'
import { useOpenedLogs } from './useLogs'

const RebuildDialog = lazy(async () => ({
  default: (await import('./RebuildDialog')).RebuildDialog,
}))
const InstanceDiagnosis = lazy(async () => {
  const load = import('../diagnosis/InstanceDiagnosis')
  return { default: (await withTexts(load, 'diagnosis')).InstanceDiagnosis }
})
const LogsDialog = lazy(async () => ({ default: (await import('./LogsDialog')).LogsDialog }))

interface Props {
  clusterId: string
  /** Undefined before the first response. */
  instances: readonly Instance[] | undefined
  list: ListState
  read: Pick<
    Read<unknown>,
    'error' | 'isPending' | 'isFetching' | 'dataUpdatedAt' | 'partial' | 'refetch'
  >
  /** Whether the instances belong to several services. */
  hasServices: boolean
  total?: number
}

const statuses = ['Running', 'Waiting', 'NotReady', 'Terminating', 'Terminated'] as const

/** Instances with bulk actions and logs. */
export function InstanceTable({ clusterId, instances, list, read, hasServices, total }: Props) {
  const { t } = useTranslation('services')
  const { t: tLife } = useTranslation('serviceLife')
  const reasons = useReasons()
  const { t: common } = useTranslation()
  const forbidden = useForbiddenReason('DeleteInstances')
  const { reasonOf } = useClusterAndNamespace(clusterId, '')
  const reason = forbidden ?? reasonOf('DeleteInstances')
  const selection = useSelection()
  const logs = useOpenedLogs()
  const [rebuilt, setRebuilt] = useState<readonly Instance[]>()
  const [explained, setExplained] = useState<string>()
  const explainedInstance = instances?.find((instance) => keyOf(instance) === explained)
  const explain = useCallback((instance: Instance) => setExplained(keyOf(instance)), [])
  const dataColumns = useInstanceColumns({ hasServices, onLogs: logs.open, onExplain: explain })
  const columns = useMemo(
    () =>
      withSelection(dataColumns, { keyOf, nameOf: (row) => row.name, selection }, (name) =>
        common('table.selectRow', { name }),
      ),
    [dataColumns, selection, common],
  )
  const statusText = useCallback(
    ({ status, reason }: { status: string; reason: string }) =>
      [
        status,
        t(`instance.status.${status}`, { defaultValue: status }),
        reason,
        reasons.one(reason),
      ]
        .filter(Boolean)
        .join(' '),
    [t, reasons],
  )
  const chosenStatuses = list.filters.status
  const rows = useMemo(
    () =>
      instances?.filter(
        (instance) =>
          (chosenStatuses?.includes(instance.status) ?? true) &&
          matchesSearch(list.search, [
            instance.name,
            `${instance.namespace}/${instance.serviceName}`,
            instance.nodeIp,
            instance.ip,
            instance.nodeIp || t('instance.unplaced'),
            statusText(instance),
            ...instance.containers.flatMap((container) => [
              container.name,
              container.image,
              container.containerId,
              statusText(container),
            ]),
          ]),
      ),
    [instances, chosenStatuses, list.search, statusText, t],
  )
  const keys = (rows ?? []).map(keyOf)
  const chosen = (instances ?? []).filter((instance) => selection.chosen.has(keyOf(instance)))
  return (
    <>
      <BulkBar
        keys={keys}
        selection={selection}
        count={chosen.length}
        actions={[
          {
            id: 'rebuild',
            label: tLife('rebuild.action'),
            icon: <IconRotate size={15} />,
            reason,
            onClick: () => setRebuilt(chosen),
          },
        ]}
      />
      <List
        label={t('tab.instances')}
        name={hasServices ? 'cluster-instances' : 'instances'}
        rows={rows}
        rowKey={keyOf}
        columns={columns}
        list={list}
        read={read}
        tickAll={<SelectAll keys={keys} selection={selection} />}
        {...(total !== undefined && { total })}
        empty={{ title: t('instance.empty'), text: t('instance.emptyText') }}
        failed={t('instance.unreadable')}
        filters={[
          {
            name: 'status',
            label: common('status'),
            options: statuses.map((value) => ({ value, label: t(`instance.status.${value}`) })),
          },
        ]}
      />
      <Suspense>
        {rebuilt && (
          <RebuildDialog
            clusterId={clusterId}
            instances={rebuilt}
            onClose={(isDone) => {
              setRebuilt(undefined)
              if (isDone) selection.clear()
            }}
          />
        )}
        {explainedInstance && (
          <InstanceDiagnosis instance={explainedInstance} onClose={() => setExplained(undefined)} />
        )}
        {logs.opened && (
          <LogsDialog
            serviceRef={{
              clusterId,
              namespace: logs.opened.namespace,
              serviceName: logs.opened.serviceName,
            }}
            podName={logs.opened.podName}
            onClose={logs.close}
          />
        )}
      </Suspense>
    </>
  )
}
