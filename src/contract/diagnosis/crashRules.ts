import { parseApiTime } from '../formats/apiTime'
import {
  blockingOf,
  earliest,
  eventEvidence,
  eventsOf,
  fieldEvidence,
  quoted,
  sinceEvents,
} from './evidence'
import type { Container, Event, InstanceFacts } from './facts'
import type { Cause, Evidence, Match, Rule, Values } from './finding'
import { probeValues } from './probes'
import { wordOf } from './words'

/** Names of signals, by number; a container that a signal ends exits with 128 and the number. */
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
}

const signalOf = (exitCode: number): string | undefined => signals[exitCode - 128]

/** A crashed container with everything that is known about its crash. */
interface Crash {
  container: Container
  facts: InstanceFacts
  exitCode: number | undefined
  /** Name of the container, or of the init container that blocks it. */
  name: string
  /** Events of the instance, latest first. */
  events: readonly Event[]
}

const isCrashed = ({ reason, status, lastExit }: Container) => {
  const word = wordOf(reason)
  if (word === 'crashed' || word === 'outOfMemory' || word === 'unlive') return true
  return word === 'startFailed' && status !== 'Running' && lastExit !== undefined
}

const crashesOf = (facts: InstanceFacts): Crash[] =>
  facts.instance.containers.filter(isCrashed).map((container) => ({
    container,
    facts,
    name: blockingOf(container).name,
    exitCode: container.lastExit?.exitCode,
    events: eventsOf(facts.events, facts.instance.name),
  }))

const mentions = (event: Event, name: string) => event.message.split(/[\s=,]/).includes(name)

/** The kubelet's record of restarts with a delay: "Back-off restarting failed container …". */
const backOffs = ({ events, name, facts }: Crash) =>
  events.filter(
    (event) =>
      /^Back-off restarting failed container/.test(event.message) &&
      (facts.instance.containers.length === 1 || mentions(event, name)),
  )

function failedProbes({ events, name, facts }: Crash, probe: 'Liveness' | 'Startup') {
  const isOnly = facts.instance.containers.length === 1
  const failed = events.filter(
    ({ reason, message }) => reason === 'Unhealthy' && message.startsWith(`${probe} probe`),
  )
  const killed = events.some(
    (event) =>
      event.reason === 'Killing' &&
      event.message.includes(`failed ${probe.toLowerCase()} probe`) &&
      (isOnly || mentions(event, name)),
  )
  return killed || (failed.length > 0 && isOnly) ? failed : undefined
}

const isKilledForMemory = ({ container: { reason, lastExit } }: Crash) =>
  wordOf(reason) === 'outOfMemory' || lastExit?.reason === 'OOMKilled'

const missingCommand =
  /exec: \\?"([^"\\]+)\\?": (?:executable file not found|stat [^:]+: no such file|permission denied)|exec "?([^\s":]+)"?: no such file or directory/

/** The command that does not exist in the image; undefined if the runtime reports nothing like it. */
function commandOf({ container, events }: Crash): { command: string; event?: Event } | undefined {
  const { lastExit, message = '' } = container
  for (const text of [lastExit?.message ?? '', message]) {
    const parts = missingCommand.exec(text)
    if (parts) return { command: parts[1] ?? parts[2] ?? '' }
  }
  for (const event of events) {
    const parts = event.level === 'Warning' ? missingCommand.exec(event.message) : null
    if (parts) return { command: parts[1] ?? parts[2] ?? '', event }
  }
  return undefined
}

/** The cause of a crash, and the values that its text needs besides the container. */
function causeOf(crash: Crash): [Cause, Values, readonly Event[]] {
  const { exitCode, container, name, facts } = crash
  if (isKilledForMemory(crash)) {
    const settings = facts.containers?.find((candidate) => candidate.containerName === name)
    return ['outOfMemory', settings?.memoryLimits ? { limit: settings.memoryLimits } : {}, []]
  }
  const missing = commandOf(crash)
  if (missing) {
    return ['commandMissing', { command: missing.command }, missing.event ? [missing.event] : []]
  }
  const startup = failedProbes(crash, 'Startup')
  if (startup) return ['startupFailed', probeValues(facts, name, 'live', startup[0]), startup]
  const liveness = failedProbes(crash, 'Liveness')
  if (liveness || wordOf(container.reason) === 'unlive') {
    const values = probeValues(facts, name, 'live', liveness?.[0])
    return ['livenessFailed', values, liveness ?? []]
  }
  if (exitCode === undefined) return ['containerCrashed', {}, []]
  const signal = signalOf(exitCode)
  if (signal) return ['containerKilled', { signal }, []]
  return [exitCode === 0 ? 'containerCompleted' : 'containerExited', {}, []]
}

function exitEvidence({ container, name, facts: { instance } }: Crash): Evidence[] {
  const { lastExit } = container
  if (!lastExit) return [fieldEvidence(`${instance.name}/${name}`, 'reason', container.reason)]
  const text = [lastExit.exitCode, lastExit.reason, quoted(lastExit.message)].filter(
    (item) => item !== '',
  )
  const at = parseApiTime(lastExit.endedAt)
  return [fieldEvidence(`${instance.name}/${name}`, 'lastExit', text.join(' '), at)]
}

function crashMatches(facts: InstanceFacts, code: Cause): Match[] {
  return crashesOf(facts).flatMap((crash) => {
    const [cause, values, causeEvents] = causeOf(crash)
    if (cause !== code) return []
    const { container, exitCode, name } = crash
    const { lastExit } = container
    const restarts = container.restartCount ?? facts.instance.restartCount
    const delays = backOffs(crash)
    const log = facts.logs?.find(
      (candidate) => candidate.instance === facts.instance.name && candidate.container === name,
    )
    return [
      {
        values: {
          container: name,
          restarts,
          ...(exitCode !== undefined && { exitCode }),
          ...values,
        },
        since:
          earliest(sinceEvents([...causeEvents, ...delays])) ??
          // After a single exit, the crashes began with that exit.
          (restarts <= 1 ? parseApiTime(lastExit?.endedAt) : undefined),
        evidence: [
          ...exitEvidence(crash),
          ...causeEvents.slice(0, 1).map(eventEvidence),
          ...delays.slice(0, 1).map(eventEvidence),
          ...(log && log.lines.length > 0
            ? [{ kind: 'log' as const, instance: log.instance, container: name, lines: log.lines }]
            : []),
        ],
      },
    ]
  })
}

const crashRule = (code: Cause): Rule<InstanceFacts> => ({
  code,
  kind: 'instance',
  find: (facts) => crashMatches(facts, code),
})

/** Why a container ended and is restarted. */
export const crashRules: readonly Rule<InstanceFacts>[] = (
  [
    ...(['outOfMemory', 'commandMissing', 'startupFailed', 'livenessFailed'] as const),
    ...(['containerKilled', 'containerCompleted', 'containerExited', 'containerCrashed'] as const),
  ] as const
).map(crashRule)
