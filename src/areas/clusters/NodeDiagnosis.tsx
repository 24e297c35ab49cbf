import { useTranslation } from 'react-i18next'
import { useNodeEvents } from '../../api/console/nodeEvents'
import { diagnoseNode } from '../../contract/diagnosis/diagnose'
import type { Event } from '../../contract/diagnosis/facts'
import type { Cause, Finding } from '../../contract/diagnosis/finding'
import { FindingList } from '../../ui/diagnosis/FindingList'
import { ActionButton } from '../../ui/menu/ActionButton'
import type { PageAction } from '../../ui/page/PageHeader'
import { useNow } from '../../ui/value/useNow'
import type { Node } from './clusterState'

/** IDs of the actions that help; a node that is joining or leaving needs none. */
const helps: Readonly<Partial<Record<Cause, readonly string[]>>> = {
  nodeSilent: ['cordon', 'drain', 'remove'],
  nodeNotReady: ['cordon', 'drain', 'remove'],
  nodeNetworkUnavailable: ['cordon', 'drain'],
  nodeDiskPressure: ['cordon', 'drain'],
  nodeMemoryPressure: ['cordon', 'drain'],
  nodePidPressure: ['cordon', 'drain'],
  nodeMachineFailed: ['remove'],
  nodeMachineStopped: ['remove'],
  nodeUnknownReason: ['cordon', 'drain', 'remove'],
}

interface Props {
  clusterId: string
  nodes: readonly Node[]
  /** The actions on a node. */
  actionsOf: (node: Node) => readonly PageAction[]
}

/** Why nodes of a cluster are abnormal, since when, and what helps. */
export function NodeDiagnosis({ clusterId, nodes, actionsOf }: Props) {
  const { t } = useTranslation('diagnosis')
  const now = useNow()
  const [records = []] = useNodeEvents([clusterId], true)
  const events = records.map(
    (record): Event => ({
      ...record,
      lastSeen: record.firstSeen,
      objType: 'Node',
      level: record.reason === '' ? 'Normal' : 'Warning',
      count: 1,
    }),
  )
  const findings = nodes.flatMap((node) => diagnoseNode({ node, events, now }))
  if (findings.length === 0) return null

  const help = ({ code, objects }: Finding) => {
    const node = nodes.find(({ instanceId }) => objects.includes(instanceId))
    const ids = helps[code] ?? []
    if (!node) return undefined
    return actionsOf(node)
      .filter(({ id, reason }) => ids.includes(id) && reason === undefined)
      .map(({ id, label, icon, onClick }) => (
        <ActionButton
          key={id}
          size="xs"
          leftSection={icon}
          onClick={onClick}
          aria-label={`${label} ${node.instanceName}`}
        >
          {label}
        </ActionButton>
      ))
  }
  return <FindingList title={t('ofNodes')} findings={findings} actions={help} />
}
