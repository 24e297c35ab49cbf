import { parseApiTime } from '../formats/apiTime'
import { eventEvidence, eventsOf, fieldEvidence } from './evidence'
import type { Instance, InstanceFacts, Node, NodeFacts } from './facts'
import type { Cause, Evidence, Match, Rule } from './finding'
import { wordOf } from './words'

const conditionOf = ({ conditions }: Node, type: string) =>
  conditions?.find((condition) => condition.type === type)

const reasonsOf = ({ abnormalReason }: Node): string[] =>
  abnormalReason
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter(Boolean)

/** The console's latest record that the node became abnormal, unless it recovered since. */
function recordOf({ node, events = [] }: NodeFacts) {
  const [latest] = eventsOf(events, node.instanceId)
  return latest?.level === 'Warning' ? latest : undefined
}

function matchOf(facts: NodeFacts, field: string, value: string | number, type?: string): Match {
  const { node } = facts
  const condition = type === undefined ? undefined : conditionOf(node, type)
  const record = recordOf(facts)
  const at = parseApiTime(condition?.since)
  const evidence: Evidence[] = [
    ...(condition
      ? [
          fieldEvidence(
            node.instanceName,
            condition.type,
            [condition.status, condition.reason, condition.message].filter(Boolean).join(' · '),
            at,
          ),
        ]
      : []),
    fieldEvidence(node.instanceName, field, value),
    ...(record ? [eventEvidence(record)] : []),
  ]
  return {
    values: { node: node.instanceName, answer: condition?.message ?? '' },
    since: at ?? parseApiTime(record?.firstSeen),
    evidence,
  }
}

/** The time within which a new node may still be waiting for its network, in milliseconds. */
const joiningTime = 600_000

/** States of a machine (`cvmState`) in which it is being prepared. */
const preparing = [3, 10, 11, 14, 20]
const stopped = [4, 9]
const restarting = [7, 8]
const leaving = [5, 6]

/**
 * Whether a node that is not normal has not joined yet: it reports no fault while its machine is
 * being prepared, or its kubelet has not been ready since the node joined a short while ago.
 */
export function isJoining(node: Node, now?: number): boolean {
  if (node.isNormal === 1) return false
  if (node.abnormalReason === '') return preparing.includes(node.cvmState)
  const ready = conditionOf(node, 'Ready')
  const createdAt = parseApiTime(node.createdAt)
  const since = parseApiTime(ready?.since)
  if (now === undefined || createdAt === undefined || since === undefined) return false
  return (
    ready?.status === 'False' &&
    reasonsOf(node).every((reason) => reason === 'Unknown') &&
    !isPressed(node) &&
    now - createdAt < joiningTime &&
    since - createdAt < 60_000
  )
}

const isPressed = (node: Node) =>
  ['MemoryPressure', 'DiskPressure', 'PIDPressure'].some(
    (type) => conditionOf(node, type)?.status === 'True',
  )

const nodeRule = (code: Cause, find: (facts: NodeFacts) => Match | undefined): Rule<NodeFacts> => ({
  code,
  kind: 'node',
  find: (facts) => [find(facts) ?? []].flat(),
})

/** A reason that the API reports, or a condition of the node that stands for it. */
const pressure = (code: Cause, reason: string, type: string) =>
  nodeRule(code, (facts) => {
    const { node } = facts
    if (reasonsOf(node).includes(reason)) return matchOf(facts, 'abnormalReason', reason, type)
    if (conditionOf(node, type)?.status === 'True')
      return matchOf(facts, 'isNormal', node.isNormal, type)
    return undefined
  })

const machine = (code: Cause, states: readonly number[]) =>
  nodeRule(code, (facts) => {
    const { node } = facts
    const isReported = node.isNormal === 0 && node.abnormalReason === ''
    return isReported && states.includes(node.cvmState)
      ? matchOf(facts, 'cvmState', node.cvmState)
      : undefined
  })

const isUnknown = (node: Node) => node.isNormal === 0 && reasonsOf(node).includes('Unknown')

/** Whether the node's kubelet has stopped reporting. */
export const isSilent = (node: Node): boolean => conditionOf(node, 'Ready')?.status === 'Unknown'

/** Why a node is abnormal. Cordoned nodes are normal. */
export const nodeRules: readonly Rule<NodeFacts>[] = [
  nodeRule('nodeSilent', (facts) =>
    isSilent(facts.node)
      ? matchOf(facts, 'abnormalReason', facts.node.abnormalReason, 'Ready')
      : undefined,
  ),
  nodeRule('nodeNotReady', (facts) => {
    const { node, now } = facts
    const isNotReady = conditionOf(node, 'Ready')?.status === 'False' && !isJoining(node, now)
    return isNotReady && !isPressed(node)
      ? matchOf(facts, 'abnormalReason', node.abnormalReason, 'Ready')
      : undefined
  }),
  pressure('nodeNetworkUnavailable', 'NetworkUnavailable', 'NetworkUnavailable'),
  pressure('nodeDiskPressure', 'OutOfDisk', 'DiskPressure'),
  pressure('nodeMemoryPressure', 'MemoryPressure', 'MemoryPressure'),
  pressure('nodePidPressure', 'PIDPressure', 'PIDPressure'),
  machine('nodeMachineFailed', [1]),
  machine('nodeMachineStopped', stopped),
  nodeRule('nodeUnknownReason', (facts) =>
    isUnknown(facts.node) && !conditionOf(facts.node, 'Ready')
      ? matchOf(facts, 'abnormalReason', 'Unknown')
      : undefined,
  ),
  nodeRule('nodeJoining', (facts) =>
    isJoining(facts.node, facts.now)
      ? matchOf(facts, 'cvmState', facts.node.cvmState, 'Ready')
      : undefined,
  ),
  machine('nodeLeaving', leaving),
  machine('nodeRestarting', restarting),
]

const nodeAt = (nodes: readonly Node[], { nodeIp }: Instance) =>
  nodeIp === '' ? undefined : nodes.find(({ lanIp }) => lanIp === nodeIp)

/** An instance whose node does not report, so that it is unknown whether the instance runs. */
export const lostInstance: Rule<InstanceFacts> = {
  code: 'instanceNodeLost',
  kind: 'instance',
  find: ({ instance, nodes }) => {
    const node = nodeAt(nodes, instance)
    const isLost = [instance.reason, ...instance.containers.map(({ reason }) => reason)].some(
      (reason) => wordOf(reason) === 'nodeLost',
    )
    if (!isLost && !(node && isSilent(node) && instance.status !== 'Running')) return []
    const ready = node && conditionOf(node, 'Ready')
    const since = parseApiTime(ready?.since)
    return [
      {
        values: { node: node?.instanceName ?? instance.nodeIp },
        since: ready?.status === 'True' ? undefined : since,
        evidence: [
          fieldEvidence(instance.name, 'reason', instance.reason),
          ...(node
            ? [fieldEvidence(node.instanceName, 'abnormalReason', node.abnormalReason, since)]
            : []),
        ],
      },
    ]
  },
}
