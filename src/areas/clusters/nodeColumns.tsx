import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnavailable } from '../../api/session/available'
import { useReasons } from '../../i18n/errors/reasons'
import { parseApiTime } from '../../i18n/format'
import { useFormats } from '../../i18n/useFormats'
import type { Column } from '../../ui/table/column'
import { Age } from '../../ui/value/Age'
import { Mono } from '../../ui/value/Mono'
import { StatusChip } from '../../ui/value/StatusChip'
import { useNow } from '../../ui/value/useNow'
import { type Node, nodeState } from './clusterState'
import { NodeRequests } from './NodeRequests'

const runningStatus = 2
const failedStatus = 1
/** `cvmState` of every state except running. */
const namedReasons = [
  1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
] as const

const healths = { normal: 'well', joining: 'working', abnormal: 'failing' } as const

function NodeStatus({ node }: { node: Node }) {
  const { t: tabs } = useTranslation('clusterTabs')
  const reasons = useReasons()
  const state = namedReasons.find((reason) => reason === node.cvmState)
  const machine =
    node.cvmState === runningStatus
      ? undefined
      : state
        ? tabs(`node.state_${state}`)
        : tabs('node.state_other', { state: node.cvmState })
  const reasonTexts = [
    node.abnormalReason && reasons.list(node.abnormalReason),
    // A Kubernetes cluster knows no machine, and reports every node that is not ready as failed.
    !(node.cvmState === failedStatus && node.abnormalReason) && machine,
    node.unschedulable && tabs('node.unschedulable'),
  ].filter(Boolean)
  const condition = nodeState(node, useNow())
  return (
    <StatusChip
      health={healths[condition === 'normal' && machine ? 'joining' : condition]}
      word={tabs(`node.${condition}`)}
      reason={reasonTexts.length > 0 ? reasonTexts.join(', ') : undefined}
    />
  )
}

const payKeys = { 0: 'monthly', 1: 'prepaid', 2: 'hourly' } as const

function Billing({ node }: { node: Node }) {
  const { t: tabs } = useTranslation('clusterTabs')
  const { day } = useFormats()
  const reasonOf = useUnavailable()
  // A cluster without a cloud provider has no bills; its responses have a mode only because the API
  // requires one.
  if (reasonOf('AddClusterInstances') === 'notOnBareCluster') return '–'
  const pay = tabs(`node.pay.${payKeys[node.cvmPayMode]}`)
  const until = parseApiTime(node.instanceDeadlineTime)
  return until === undefined ? pay : tabs('node.until', { pay, time: day(until) })
}

function NetworkBilling({ node }: { node: Node }) {
  const { t: vocabulary } = useTranslation('vocabulary')
  const reasonOf = useUnavailable()
  // A cluster without a cloud provider has no bills.
  if (reasonOf('AddClusterInstances') === 'notOnBareCluster') return '–'
  return vocabulary(`networkPayMode.${node.networkPayMode}`, { defaultValue: '–' })
}

/** Columns of the node list. */
export function useNodeColumns(clusterId: string): Column<Node>[] {
  const { t } = useTranslation('clusters')
  const { t: tabs } = useTranslation('clusterTabs')
  const { t: common } = useTranslation()
  const formats = useFormats()
  return useMemo(
    () => [
      {
        id: 'name',
        label: common('name'),
        card: 'name',
        sort: (row) => row.instanceName,
        cell: (row) => row.instanceName,
      },
      {
        id: 'status',
        label: common('status'),
        card: 'status',
        sort: (row) => row.isNormal,
        cell: (row) => <NodeStatus node={row} />,
      },
      { id: 'id', label: tabs('node.id'), cell: (row) => <Mono isCopied>{row.instanceId}</Mono> },
      {
        id: 'type',
        label: tabs('node.type'),
        card: 'fact',
        sort: (row) => row.cpu,
        cell: (row) =>
          [
            row.instanceType,
            formats.number(row.cpu, t('cores')),
            formats.number(row.mem, t('gigabytes')),
          ]
            .filter(Boolean)
            .join(', '),
      },
      {
        id: 'requests',
        label: tabs('node.requests'),
        isExtra: true,
        cell: (row) => <NodeRequests clusterId={clusterId} node={row} />,
      },
      {
        id: 'lan',
        label: tabs('node.lan'),
        card: 'fact',
        sort: (row) => row.lanIp,
        cell: (row) => <Mono>{row.lanIp}</Mono>,
      },
      {
        id: 'wan',
        label: tabs('node.wan'),
        cell: (row) => (row.wanIp ? <Mono>{row.wanIp}</Mono> : '–'),
      },
      {
        id: 'podCidr',
        label: tabs('node.podCidr'),
        isExtra: true,
        cell: (row) => <Mono>{row.podCidr}</Mono>,
      },
      {
        id: 'zone',
        label: tabs('node.zone'),
        isExtra: true,
        sort: (row) => row.zone,
        cell: (row) => row.zone,
      },
      { id: 'billing', label: tabs('node.billing'), cell: (row) => <Billing node={row} /> },
      {
        id: 'networkBilling',
        label: tabs('node.networkBilling'),
        isExtra: true,
        cell: (row) => <NetworkBilling node={row} />,
      },
      {
        id: 'labels',
        label: tabs('node.labels'),
        isExtra: true,
        cell: (row) =>
          Object.entries(row.labels ?? {}).map(([key, value]) => (
            <div key={key}>
              <Mono>{`${key}=${value}`}</Mono>
            </div>
          )),
      },
      { id: 'kernel', label: tabs('node.kernel'), isExtra: true, cell: (row) => row.kernelVersion },
      {
        id: 'joined',
        label: tabs('node.joined'),
        isNumeric: true,
        sort: (row) => parseApiTime(row.createdAt) ?? 0,
        cell: (row) => <Age time={row.createdAt} />,
      },
    ],
    [t, tabs, common, formats, clusterId],
  )
}
