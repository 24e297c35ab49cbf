import { createdIfNeverRan, eventEvidence, eventsOf, fieldEvidence, sinceEvents } from './evidence'
import type { Event, InstanceFacts } from './facts'
import type { Evidence, Rule, Values } from './finding'
import { wordOf } from './words'

/** Why the scheduler rejects nodes; each is the name of a value with the number of nodes. */
const rejections: readonly (readonly [string, RegExp])[] = [
  ['cpu', /^Insufficient cpu/],
  ['memory', /^Insufficient memory/],
  ['instances', /^(?:Insufficient pods|Too many pods)/],
  ['otherResource', /^Insufficient /],
  ['cordoned', /were unschedulable|taint.*node\.kubernetes\.io\/unschedulable/],
  [
    'notReady',
    /were not ready|taint.*node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable)/,
  ],
  ['pressure', /taint.*node\.kubernetes\.io\/(?:memory|disk|pid)-pressure/],
  ['tainted', /taint/],
  ['volumes', /volume|\bdisk\b/i],
  ['selector', /node selector|node affinity|nodeSelector/],
  ['spread', /anti-affinity|topology spread/],
  ['affinity', /pod affinity/],
  ['ports', /free ports/],
]

/** Names of the values that count rejected nodes, in the order of their texts. */
export const rejectionNames: readonly string[] = [...rejections.map(([name]) => name), 'other']

/**
 * Counts the nodes by reason in the scheduler's text: "0/3 nodes are available: 1 Insufficient
 * memory, 2 node(s) were not ready. preemption: …".
 */
export function rejectedNodes(message: string): Record<string, number> | undefined {
  const parts = /\b0\/(\d+) nodes are available:? ?(.*)$/s.exec(message)
  if (!parts) return undefined
  const reasons = (parts[2] ?? '').split(/\.?\s*preemption: |\. no new claims/)[0] ?? ''
  const counts: Record<string, number> = { nodes: Number(parts[1]) }
  // Taints contain commas, so that a part begins with its number of nodes.
  for (const reason of reasons.split(/,\s*(?=\d+ )/)) {
    const [, number, text = ''] = /^(\d+) (.*)$/s.exec(reason.trim()) ?? []
    if (number === undefined) continue
    const name = rejections.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other'
    counts[name] = (counts[name] ?? 0) + Number(number)
  }
  return counts
}

const isWaiting = ({ instance }: InstanceFacts) =>
  instance.nodeIp === '' && instance.status === 'Waiting'

const isRefused = ({ instance: { reason, containers } }: InstanceFacts) =>
  [reason, ...containers.map((container) => container.reason)].some(
    (value) => wordOf(value) === 'unschedulable',
  )

const refusals = ({ instance, events }: InstanceFacts): Event[] =>
  eventsOf(events, instance.name).filter(({ reason }) => reason === 'FailedScheduling')

/** The instance's requests, and the largest node, as far as they are known. */
function requestValues({ containers = [], nodes }: InstanceFacts): Values {
  const cpu = containers.reduce((sum, container) => sum + container.cpu, 0)
  const memory = containers.reduce((sum, container) => sum + container.memory, 0)
  return {
    ...(cpu > 0 && { requestedCpu: cpu }),
    ...(memory > 0 && { requestedMemory: memory }),
    ...(nodes.length > 0 && {
      largestCpu: Math.max(...nodes.map((node) => node.cpu)) * 1000,
      largestMemory: Math.max(...nodes.map((node) => node.mem)) * 1024,
    }),
  }
}

function evidenceOf({ instance, nodes }: InstanceFacts, event: Event | undefined): Evidence[] {
  return [
    ...(event ? [eventEvidence(event)] : []),
    fieldEvidence(instance.name, 'reason', instance.reason),
    ...nodes
      .filter(({ isNormal, unschedulable }) => isNormal === 0 || unschedulable === true)
      .map((node) =>
        node.isNormal === 0
          ? fieldEvidence(node.instanceName, 'abnormalReason', node.abnormalReason)
          : fieldEvidence(node.instanceName, 'unschedulable', 'true'),
      ),
  ]
}

/** Texts of the scheduler that rules about volumes explain. */
const isAboutVolumes = (message: string) =>
  /unbound immediate PersistentVolumeClaims|persistentvolumeclaim "[^"]+" not found|no available disk/i.test(
    message,
  )

const noNodes: Rule<InstanceFacts> = {
  code: 'noNodes',
  kind: 'instance',
  find: (facts) => {
    const [event] = refusals(facts)
    if (!isWaiting(facts) || !event?.message.includes('no nodes available to schedule pods'))
      return []
    return [{ values: {}, since: sinceEvents([event]), evidence: evidenceOf(facts, event) }]
  },
}

const unschedulable: Rule<InstanceFacts> = {
  code: 'unschedulable',
  kind: 'instance',
  find: (facts) => {
    const events = refusals(facts)
    const [event] = events
    if (!isWaiting(facts) || (!event && !isRefused(facts))) return []
    const message = event?.message ?? ''
    if (isAboutVolumes(message) || message.includes('no nodes available')) return []
    return [
      {
        values: { ...requestValues(facts), ...rejectedNodes(message) },
        since: sinceEvents(events) ?? createdIfNeverRan(facts.instance),
        evidence: evidenceOf(facts, event),
      },
    ]
  },
}

/** Why the scheduler finds no node for an instance. */
export const scheduleRules: readonly Rule<InstanceFacts>[] = [noNodes, unschedulable]
