import {
  blockingOf,
  createdIfNeverRan,
  eventEvidence,
  eventsOf,
  fieldEvidence,
  quoted,
  sinceEvents,
} from './evidence'
import type { Event, InstanceFacts } from './facts'
import type { Cause, Match, Rule, Values } from './finding'
import { isPassing, wordOf } from './words'

interface Pattern {
  code: Cause
  pattern: RegExp
  values: (parts: readonly string[]) => Values
}

const named =
  (...names: readonly string[]) =>
  (parts: readonly string[]): Values =>
    Object.fromEntries(names.map((name, index) => [name, quoted(parts[index + 1] ?? '')]))

/** The kubelet's and the scheduler's texts about what an instance needs before it can start. */
const patterns: readonly Pattern[] = [
  {
    code: 'configMapKeyMissing',
    pattern: /couldn't find key (\S+) in ConfigMap (?:[^\s/]+\/)?(\S+)/,
    values: named('key', 'name'),
  },
  {
    code: 'configMapKeyMissing',
    pattern: /volume "([^"]+)".*configmap references non-existent config key: (\S+)/s,
    values: (parts) => ({ name: parts[1] ?? '', key: parts[2] ?? '' }),
  },
  { code: 'configMapMissing', pattern: /configmaps? "([^"]+)" not found/i, values: named('name') },
  {
    code: 'secretKeyMissing',
    pattern: /couldn't find key (\S+) in Secret (?:[^\s/]+\/)?(\S+)/,
    values: named('key', 'name'),
  },
  {
    code: 'secretKeyMissing',
    pattern: /volume "([^"]+)".*references non-existent secret key: (\S+)/s,
    values: (parts) => ({ name: parts[1] ?? '', key: parts[2] ?? '' }),
  },
  { code: 'secretMissing', pattern: /secrets? "([^"]+)" not found/i, values: named('name') },
  {
    code: 'volumeClaimMissing',
    pattern: /persistentvolumeclaims? "([^"]+)" not found/i,
    values: named('name'),
  },
  {
    code: 'volumeClaimUnbound',
    pattern: /unbound immediate PersistentVolumeClaims|(?:PersistentVolumeClaim|PVC) is not bound/i,
    values: () => ({}),
  },
  {
    code: 'volumeInUse',
    pattern: /Multi-Attach error for volume "([^"]+)"/,
    values: named('volume'),
  },
  {
    code: 'volumeInUse',
    pattern: /node\(s\) had no available disk/,
    values: () => ({ volume: '' }),
  },
  {
    code: 'volumeNotMounted',
    pattern:
      /(?:MountVolume\.\w+|AttachVolume\.\w+|MapVolume\.\w+) failed for volume "([^"]+)"\s*:\s*(.*)/s,
    values: named('volume', 'answer'),
  },
  {
    code: 'volumeNotMounted',
    pattern: /Unable to attach or mount volumes: unmounted volumes=\[([^\]]*)\](.*)/s,
    values: (parts) => ({ volume: parts[1] ?? '', answer: '' }),
  },
  {
    code: 'networkNotReady',
    pattern: /Failed to create pod sandbox: (.*)|network is not ready: (.*)/is,
    values: (parts) => ({ answer: quoted(parts[1] ?? parts[2] ?? '') }),
  },
]

const patternOf = (text: string) => {
  for (const pattern of patterns) {
    const parts = pattern.pattern.exec(text)
    if (parts) return { ...pattern, parts: [...parts].map((part) => part ?? '') }
  }
  return undefined
}

/** Whether the instance is waiting to start. */
const isStarting = ({ instance: { status, containers } }: InstanceFacts) =>
  status === 'Waiting' &&
  containers.some(({ reason }) => {
    const word = wordOf(reason)
    return (
      word === 'startFailed' ||
      word === 'unschedulable' ||
      (isPassing(reason) && word !== 'running')
    )
  })

/** The newest known obstacle: events first, then what the runtime says of a container. */
function obstacleOf(facts: InstanceFacts) {
  if (!isStarting(facts)) return undefined
  const warnings = eventsOf(facts.events, facts.instance.name).filter(
    ({ level }) => level === 'Warning',
  )
  for (const event of warnings) {
    const match = patternOf(event.message)
    if (match) return { match, event, text: event.message }
  }
  for (const { message = '' } of facts.instance.containers) {
    const match = patternOf(message)
    if (match) return { match, event: undefined, text: message }
  }
  return undefined
}

const evidenceOf = ({ instance }: InstanceFacts, event: Event | undefined) => [
  ...(event ? [eventEvidence(event)] : []),
  fieldEvidence(instance.name, 'reason', instance.reason),
]

function obstacles(facts: InstanceFacts, code: Cause): Match[] {
  const obstacle = obstacleOf(facts)
  if (obstacle?.match.code !== code) return []
  const { match, event } = obstacle
  return [
    {
      values: match.values(match.parts),
      since: sinceEvents(event ? [event] : []) ?? createdIfNeverRan(facts.instance),
      evidence: evidenceOf(facts, event),
    },
  ]
}

/** A container that cannot be created for a reason that no other rule knows. */
const notCreated: Rule<InstanceFacts> = {
  code: 'containerNotCreated',
  kind: 'instance',
  find: (facts) => {
    const { instance, events } = facts
    if (obstacleOf(facts)) return []
    return instance.containers
      .filter(({ reason, lastExit }) => wordOf(reason) === 'startFailed' && !lastExit)
      .flatMap((container) => {
        const { message = '' } = container
        const failed = eventsOf(events, instance.name).filter(
          (event) => event.reason === 'Failed' && event.message.startsWith('Error: '),
        )
        const answer = message || (failed[0]?.message.replace(/^Error: /, '') ?? '')
        if (answer === '') return []
        return [
          {
            values: { container: blockingOf(container).name, answer: quoted(answer) },
            since: sinceEvents(failed) ?? createdIfNeverRan(instance),
            evidence: evidenceOf(facts, failed[0]),
          },
        ]
      })
  },
}

/** What an instance waits for before its containers can be created. */
export const startRules: readonly Rule<InstanceFacts>[] = [
  ...[...new Set(patterns.map(({ code }) => code))].map(
    (code): Rule<InstanceFacts> => ({
      code,
      kind: 'instance',
      find: (facts) => obstacles(facts, code),
    }),
  ),
  notCreated,
]
