import { earliest, eventEvidence, fieldEvidence, quoted, sinceEvents } from './evidence'
import type { Event, Instance, Service, ServiceFacts } from './facts'
import type { Cause, Evidence, Finding, Match, Rule, Values } from './finding'
import { type Word, wordOf } from './words'

/** What Kubernetes says when it refuses to create instances. */
const refusals: readonly {
  code: Cause
  pattern: RegExp
  values: (parts: readonly string[]) => Values
}[] = [
  {
    code: 'quotaExceeded',
    pattern: /exceeded quota: ([^,]+), requested: (.*?), used: (.*?), limited: (.*)/s,
    values: ([, quota = '', requested = '', used = '', limited = '']) => ({
      quota,
      requested,
      used,
      limited: limited.trim(),
    }),
  },
  {
    code: 'quotaUnspecified',
    pattern: /failed quota: ([^:]+): must specify (.*)/s,
    values: ([, quota = '', missing = '']) => ({ quota, missing: quoted(missing) }),
  },
  {
    code: 'admissionDenied',
    pattern: /admission webhook "([^"]+)" denied the request(?: without explanation)?:?\s*(.*)/s,
    values: ([, webhook = '', answer = '']) => ({ webhook, answer: quoted(answer) }),
  },
  {
    code: 'admissionDenied',
    pattern: /ValidatingAdmissionPolicy '([^']+)'.* denied request:\s*(.*)/s,
    values: ([, webhook = '', answer = '']) => ({ webhook, answer: quoted(answer) }),
  },
  {
    code: 'podSecurityViolated',
    pattern: /violates PodSecurity "([^"]+)":\s*(.*)/s,
    values: ([, policy = '', answer = '']) => ({ policy, answer: quoted(answer) }),
  },
  {
    code: 'limitRangeViolated',
    pattern: /((?:maximum|minimum) \S+ usage per \w+ is .*|\S+ max limit to request ratio .*)/s,
    values: ([, answer = '']) => ({ answer: quoted(answer) }),
  },
  {
    code: 'serviceAccountMissing',
    pattern: /serviceaccounts? "([^"]+)" not found/i,
    values: ([, name = '']) => ({ name }),
  },
  {
    code: 'creationFailed',
    pattern: /(.+)/s,
    values: ([, answer = '']) => ({ answer: quoted(answer.replace(/^Error creating: /, '')) }),
  },
]

const creationReason = /^创建实例失败：(.*)$/s

const keysOf = ({ reasonMap, srcReasonMap = {} }: Service) => [
  ...Object.keys(reasonMap),
  ...Object.keys(srcReasonMap),
]

/** Events about a refused creation of instances, latest first. */
const refusedCreations = ({ events }: ServiceFacts): Event[] =>
  events
    .filter(({ reason, objType }) => reason === 'FailedCreate' && objType !== 'Pod')
    .toSorted((a, b) => (a.lastSeen < b.lastSeen ? 1 : -1))

/**
 * Why instances cannot be created. Events alone do not count if the service has the instances that
 * it should have.
 */
function creationFailure(facts: ServiceFacts): { text: string; evidence: Evidence } | undefined {
  const { service } = facts
  const key = keysOf(service).find((value) => creationReason.test(value))
  const [event] = refusedCreations(facts)
  if (key !== undefined) {
    const text = creationReason.exec(key)?.[1] ?? ''
    return {
      text,
      evidence: event
        ? eventEvidence(event)
        : fieldEvidence(service.serviceName, 'reasonMap', quoted(key)),
    }
  }
  const isMissing = facts.instances.length < service.desiredReplicas
  return event && isMissing ? { text: event.message, evidence: eventEvidence(event) } : undefined
}

const refusalOf = (text: string) => {
  for (const refusal of refusals) {
    const parts = refusal.pattern.exec(text)
    if (parts)
      return { code: refusal.code, values: refusal.values(parts.map((part) => part ?? '')) }
  }
  return undefined
}

const refusalRule = (code: Cause): Rule<ServiceFacts> => ({
  code,
  kind: 'service',
  find: (facts) => {
    const failure = creationFailure(facts)
    const refusal = failure && refusalOf(failure.text)
    if (!failure || refusal?.code !== code) return []
    const since = sinceEvents(refusedCreations(facts))
    return [{ values: refusal.values, since, evidence: [failure.evidence] }]
  },
})

const finalizerReason = /^(?:等待 finalizer：|waits for finalizers: )(.*)$/s

const finalizers: Rule<ServiceFacts> = {
  code: 'finalizersPending',
  kind: 'service',
  find: ({ service }) => {
    const key = keysOf(service).find((value) => finalizerReason.test(value))
    if (key === undefined) return []
    const names = (finalizerReason.exec(key)?.[1] ?? '').split(/、|, /).join(', ')
    return [{ values: { names }, evidence: [fieldEvidence(service.serviceName, 'reasonMap', key)] }]
  },
}

const loadBalancer: Rule<ServiceFacts> = {
  code: 'loadBalancerFailed',
  kind: 'service',
  find: ({ service, events }) => {
    const failed = events.filter(
      ({ objType, level, reason }) =>
        objType === 'Service' && level === 'Warning' && /LoadBalancer.*Failed/.test(reason),
    )
    const [event] = failed
    if (!event || service.lbStatus !== 'Creating') return []
    return [
      {
        values: { answer: quoted(event.message) },
        since: sinceEvents(failed),
        evidence: [eventEvidence(event)],
      },
    ]
  },
}

export const serviceRules: readonly Rule<ServiceFacts>[] = [
  ...[...new Set(refusals.map(({ code }) => code))].map(refusalRule),
  loadBalancer,
  finalizers,
]

/** Causes that a service's reasons stand for when its instances were not read. */
const causesOfWords: Readonly<Partial<Record<Word, Cause>>> = {
  pullFailed: 'imagePullFailed',
  imageInvalid: 'imageInvalid',
  crashed: 'containerCrashed',
  outOfMemory: 'outOfMemory',
  startFailed: 'containerNotCreated',
  unschedulable: 'unschedulable',
  unhealthy: 'readinessFailed',
  unlive: 'livenessFailed',
  nodeLost: 'instanceNodeLost',
}

/** Causes from `reasonMap`, with the number of affected containers as the value `containers`. */
export function summarized({ service, instances }: ServiceFacts): [Cause, Match][] {
  if (instances.length > 0) return []
  return Object.entries(service.reasonMap).flatMap(([reason, containers]): [Cause, Match][] => {
    const word = wordOf(reason)
    const cause = word && causesOfWords[word]
    const evidence = [fieldEvidence(service.serviceName, 'reasonMap', `${reason}: ${containers}`)]
    return cause ? [[cause, { values: { containers }, evidence }]] : []
  })
}

/** Instances of one revision share their name except its last part, as in Kubernetes' replica sets. */
const revisionOf = ({ name }: Instance) => name.replace(/-[^-]*$/, '')

/**
 * A rollout that cannot go on: instances of one revision fail while another revision's still run.
 * It is the consequence of `findings`, which therefore come first.
 */
export function stuckRollout(
  { service, instances }: ServiceFacts,
  findings: readonly Finding[],
): Match | undefined {
  const failing = new Set(
    findings.filter(({ severity }) => severity === 'critical').flatMap(({ objects }) => objects),
  )
  const failed = instances.filter(({ name }) => failing.has(name))
  const revisions = new Set(failed.map(revisionOf))
  const serving = instances.filter(
    (instance) => instance.status === 'Running' && !revisions.has(revisionOf(instance)),
  )
  const isRefused = findings.some(({ kind }) => kind === 'service') && serving.length > 0
  const isUpdating = ['Updating', 'RollingBack', 'Abnormal', 'Paused'].includes(service.status)
  if (!isUpdating || serving.length === 0 || (failed.length === 0 && !isRefused)) return undefined
  return {
    values: { failing: failed.length, serving: serving.length },
    since: earliest(...findings.map((finding) => finding.since)),
    evidence: [fieldEvidence(service.serviceName, 'status', service.status)],
  }
}
