import {
  createdIfNeverRan,
  eventEvidence,
  eventsOf,
  fieldEvidence,
  quoted,
  sinceEvents,
} from './evidence'
import type { Event, InstanceFacts } from './facts'
import type { Rule, Values } from './finding'
import { wordOf } from './words'

/** What a health check requests, e.g. `HTTP 8080 /healthz`; undefined if the settings are unknown. */
function checkOf(
  { containers }: InstanceFacts,
  container: string,
  kind: 'live' | 'ready',
): string | undefined {
  const settings = containers?.find((candidate) => candidate.containerName === container)
  const probe = kind === 'live' ? settings?.liveProbe : settings?.readyProbe
  if (!probe) return undefined
  const { methodHttp: http, methodTcp: tcp, methodCmd: command } = probe
  if (http) return `${http.protocol} ${http.port} ${http.path}`
  if (tcp) return `TCP ${tcp.port}`
  return command ? quoted(command.cmd) : undefined
}

/** The answer that a probe received: "HTTP probe failed with statuscode: 503". */
const answerIn = (message: string): string =>
  /^\w+ probe (?:failed|errored)(?: and resulted in unknown state)?: (.+)$/s
    .exec(message)?.[1]
    ?.trim() ?? ''

/** Values of the text about a failed probe. */
export function probeValues(
  facts: InstanceFacts,
  container: string,
  kind: 'live' | 'ready',
  event: Event | undefined,
): Values {
  const check = checkOf(facts, container, kind)
  return {
    container,
    ...(check !== undefined && { check }),
    answer: quoted(answerIn(event?.message ?? '')),
  }
}

/** Failed readiness probes of an instance, latest first. */
function failedReadiness({ instance, events }: InstanceFacts, container: string): Event[] {
  const failed = eventsOf(events, instance.name).filter(
    ({ reason, message }) => reason === 'Unhealthy' && message.startsWith('Readiness probe'),
  )
  // Kubernetes' events name no container; the simulation's do.
  const named = failed.filter(({ message }) => message.split(' ').includes(container))
  return named.length > 0 ? named : failed
}

/** A container that runs but does not receive requests because its readiness check fails. */
export const readiness: Rule<InstanceFacts> = {
  code: 'readinessFailed',
  kind: 'instance',
  find: (facts) =>
    facts.instance.containers
      .filter(({ reason }) => {
        const word = wordOf(reason)
        return word === 'unhealthy' || word === 'notReady'
      })
      .flatMap(({ name, reason }) => {
        const events = failedReadiness(facts, name)
        if (wordOf(reason) === 'notReady' && events.length === 0) return []
        return [
          {
            values: probeValues(facts, name, 'ready', events[0]),
            since: sinceEvents(events) ?? createdIfNeverRan(facts.instance),
            evidence: [
              ...events.slice(0, 1).map(eventEvidence),
              fieldEvidence(`${facts.instance.name}/${name}`, 'reason', reason),
            ],
          },
        ]
      }),
}
