import { parseApiTime } from '../formats/apiTime'
import { clusterRules } from './clusterRules'
import { crashRules } from './crashRules'
import { earliest, eventEvidence, eventsOf, fieldEvidence } from './evidence'
import type { ClusterFacts, Instance, InstanceFacts, NodeFacts, ServiceFacts } from './facts'
import { type Cause, type Finding, findingOf, type Rule, severities } from './finding'
import { imageRules } from './imageRules'
import { lostInstance, nodeRules } from './nodeRules'
import { readiness } from './probes'
import { scheduleRules } from './scheduleRules'
import { serviceRules, stuckRollout, summarized } from './serviceRules'
import { startRules } from './startRules'
import { isFailure } from './words'

/** Rules about an instance and its containers. */
export const instanceRules: readonly Rule<InstanceFacts>[] = [
  lostInstance,
  ...imageRules,
  ...crashRules,
  ...startRules,
  ...scheduleRules,
  readiness,
]

/** All rules, as a table for tests and documentation. */
export const ruleCodes: readonly Cause[] = [
  ...[...instanceRules, ...serviceRules, ...nodeRules, ...clusterRules].map(({ code }) => code),
  ...(['rolloutStuck', 'unknown'] as const),
]

const applied = <Facts>(rules: readonly Rule<Facts>[], facts: Facts, object: string): Finding[] =>
  rules.flatMap(({ code, kind, find }) =>
    find(facts).map((match) => findingOf(code, kind, object, match)),
  )

const rank = ({ severity }: Finding) => severities.indexOf(severity)

const isUnknown = ({ code }: Finding) => code === 'unknown'

/**
 * Worst first: by severity, known causes before unknown ones, then by the number of affected
 * objects and by age.
 */
const ordered = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      Number(isUnknown(a)) - Number(isUnknown(b)) ||
      b.objects.length - a.objects.length ||
      (a.since ?? Number.POSITIVE_INFINITY) - (b.since ?? Number.POSITIVE_INFINITY) ||
      0,
  )

/** Values that differ between instances with the same cause. */
const individualValues = new Set(['restarts', 'answer'])

const keyOf = ({ code, kind, values }: Finding) =>
  JSON.stringify([
    code,
    kind,
    Object.entries(values).filter(([name]) => !individualValues.has(name)),
  ])

/** Combines the findings of several instances that have the same cause. */
function combined(findings: readonly Finding[]): Finding[] {
  const byKey = new Map<string, Finding>()
  for (const finding of findings) {
    const key = keyOf(finding)
    const other = byKey.get(key)
    const since = earliest(finding.since, other?.since)
    byKey.set(
      key,
      other
        ? {
            ...other,
            objects: [...new Set([...other.objects, ...finding.objects])],
            ...(since !== undefined && { since }),
          }
        : finding,
    )
  }
  return [...byKey.values()]
}

/** The time after which a state that usually ends by itself counts as stuck, in milliseconds. */
const stuckAfter = 300_000

const maxEvents = 3

/** Warnings as evidence, latest first. */
const warningsOf = (facts: Pick<ServiceFacts, 'events'>, objName: string) =>
  eventsOf(facts.events, objName)
    .filter(({ level }) => level === 'Warning')
    .slice(0, maxEvents)

function isStuck({ status, createdAt }: Instance, now: number | undefined): boolean {
  const started = parseApiTime(createdAt)
  if (status === 'Running' || now === undefined || started === undefined) return false
  return now - started > stuckAfter
}

function unknownInstance(facts: InstanceFacts): Finding[] {
  const { instance, now } = facts
  const isFailing = [instance.reason, ...instance.containers.map(({ reason }) => reason)].some(
    isFailure,
  )
  const isTerminated = instance.status === 'Terminated'
  if (!isFailing && !isTerminated && !isStuck(instance, now)) return []
  const warnings = warningsOf(facts, instance.name)
  const evidence = [
    fieldEvidence(instance.name, 'status', instance.status),
    ...(instance.reason ? [fieldEvidence(instance.name, 'reason', instance.reason)] : []),
    ...instance.containers
      .filter(({ message }) => message)
      .map(({ name, message = '' }) =>
        fieldEvidence(`${instance.name}/${name}`, 'message', message),
      ),
    ...warnings.map(eventEvidence),
  ]
  return [findingOf('unknown', 'instance', instance.name, { values: {}, evidence })]
}

/** Why an instance does not run; empty for an instance that runs or is about to. */
export function diagnoseInstance(facts: InstanceFacts): Finding[] {
  if (facts.instance.status === 'Running') return []
  const findings = applied(instanceRules, facts, facts.instance.name)
  // A lost node explains every other state of its instances.
  const lost = findings.filter(({ code }) => code === 'instanceNodeLost')
  if (lost.length > 0) return lost
  return findings.length > 0 ? ordered(findings) : unknownInstance(facts)
}

function unknownService(facts: ServiceFacts): Finding[] {
  const { service, events } = facts
  if (service.status !== 'Abnormal') return []
  const warnings = events.filter(({ level }) => level === 'Warning').slice(0, maxEvents)
  const evidence = [
    fieldEvidence(service.serviceName, 'status', service.status),
    ...Object.entries(service.reasonMap).map(([reason, count]) =>
      fieldEvidence(service.serviceName, 'reasonMap', `${reason}: ${count}`),
    ),
    ...warnings.map(eventEvidence),
  ]
  return [findingOf('unknown', 'service', service.serviceName, { values: {}, evidence })]
}

/**
 * The faults of a service, worst first; empty for a healthy service. Instances with the same cause
 * share one finding.
 */
export function diagnoseService(facts: ServiceFacts): Finding[] {
  const { service, instances, cluster, ...rest } = facts
  const { serviceName } = service
  const ofCluster =
    cluster?.status === 'Abnormal'
      ? [
          findingOf('clusterAbnormal', 'cluster', cluster.clusterId, {
            values: {},
            evidence: [fieldEvidence(cluster.clusterId, 'status', cluster.status)],
          }),
        ]
      : []
  const ofInstances = combined(
    instances.flatMap((instance) => diagnoseInstance({ ...rest, instance })),
  )
  const ofService = [
    ...applied(serviceRules, facts, serviceName),
    ...summarized(facts).map(([code, match]) => findingOf(code, 'service', serviceName, match)),
  ]
  const findings = [...ofService, ...ofInstances]
  const stuck = stuckRollout(facts, findings)
  const all = [
    // A cluster that does not answer explains everything else.
    ...ofCluster,
    ...ordered([
      ...findings,
      ...(stuck ? [findingOf('rolloutStuck', 'service', serviceName, stuck)] : []),
    ]),
  ]
  return all.length > 0 ? all : unknownService(facts)
}

/**
 * Why a node is not normal, or which change it is undergoing; empty for a normal node, cordoned or
 * not.
 */
export function diagnoseNode(facts: NodeFacts): Finding[] {
  const { node } = facts
  const findings = applied(nodeRules, facts, node.instanceId)
  if (findings.length > 0) return ordered(findings)
  if (node.isNormal === 1) return []
  const evidence = [
    fieldEvidence(node.instanceName, 'isNormal', node.isNormal),
    ...(node.abnormalReason
      ? [fieldEvidence(node.instanceName, 'abnormalReason', node.abnormalReason)]
      : []),
    fieldEvidence(node.instanceName, 'cvmState', node.cvmState),
  ]
  return [findingOf('unknown', 'node', node.instanceId, { values: {}, evidence })]
}

/** Why a cluster does not work; empty for a cluster whose nodes are all normal. */
export const diagnoseCluster = (facts: ClusterFacts): Finding[] =>
  ordered(applied(clusterRules, facts, facts.cluster.clusterId))

/** Facts about one object of any kind. */
export type Facts =
  | ({ kind: 'service' } & ServiceFacts)
  | ({ kind: 'instance' } & InstanceFacts)
  | ({ kind: 'node' } & NodeFacts)
  | ({ kind: 'cluster' } & ClusterFacts)

/** Findings about an object, worst first. */
export function diagnose(facts: Facts): Finding[] {
  switch (facts.kind) {
    case 'service':
      return diagnoseService(facts)
    case 'instance':
      return diagnoseInstance(facts)
    case 'node':
      return diagnoseNode(facts)
    case 'cluster':
      return diagnoseCluster(facts)
  }
}
