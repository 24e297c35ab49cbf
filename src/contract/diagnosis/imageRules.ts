import { parseImageReference } from '../formats/imageReference'
import {
  blockingOf,
  createdIfNeverRan,
  eventEvidence,
  eventsOf,
  fieldEvidence,
  quoted,
  sinceEvents,
} from './evidence'
import type { Container, Event, InstanceFacts } from './facts'
import type { Cause, Match, Rule } from './finding'
import { wordOf } from './words'

/**
 * What runtimes and registries say about a failed pull. The order matters: an unreachable token
 * server is not a problem of credentials, although the runtime reports "failed to authorize".
 */
const answers: readonly (readonly [Cause, RegExp])[] = [
  ['imageNotOnNode', /not present with pull policy of Never/i],
  ['imageDiskFull', /no space left on device/i],
  ['imageRateLimited', /toomanyrequests|too many requests|\b429\b|rate limit/i],
  [
    'imageRegistryUntrusted',
    /x509:|server gave HTTP response to HTTPS client|first record does not look like a TLS/i,
  ],
  [
    'imageRegistryUnreachable',
    /connection refused|no such host|i\/o timeout|no route to host|network is unreachable|TLS handshake timeout|deadline exceeded|Client\.Timeout|connection reset|server misbehaving|name resolution|\bEOF\b/i,
  ],
  [
    'imageDenied',
    /pull access denied|insufficient_scope|may require (?:authorization|'docker login')|requested access to the resource is denied/i,
  ],
  [
    'imageCredentials',
    /unauthorized|authentication required|no basic auth credentials|\b40[13]\b|failed to authorize|incorrect username or password|\bdenied\b/i,
  ],
  ['imageRegistryFailing', /\b50[0-4]\b|internal server error|service unavailable|bad gateway/i],
  ['imagePlatform', /no match(?:ing manifest)? for/i],
  ['imageRepositoryMissing', /name unknown|repository name not known|repository \S+ not found/i],
  ['imageTagMissing', /manifest unknown|manifest for \S+ not found|\btag \S+ not found/i],
  ['imageNotFound', /not found/i],
]

/**
 * Removes the image's names from a text, because they may contain the words and numbers of
 * `answers`. The runtime also writes them in full: `docker.io/library/nginx:1.27`.
 */
function withoutNames(text: string, image: string): string {
  const repository = parseImageReference(image)?.repository
  if (repository === undefined) return text
  const name = new RegExp(`(^|[/"'])${repository.replaceAll('.', '\\.')}([:@/"',)]|$)`)
  return text
    .replaceAll(image, '…')
    .split(' ')
    .map((part) => (name.test(part) ? '…' : part))
    .join(' ')
}

function answerOf(text: string, image: string): Cause | undefined {
  const answer = withoutNames(text, image)
  return answers.find(([, pattern]) => pattern.test(answer))?.[0]
}

/** The registry's answer, without the kubelet's introduction. */
const reasonIn = (message: string) =>
  message.replace(/^(?:Failed to pull|Back-off pulling) image "[^"]*":?\s*/, '')

interface Pull {
  code: Cause
  answer: string
  event: Event | undefined
  events: readonly Event[]
}

/** The latest known reason why an image could not be pulled. */
function failedPull({ instance, events }: InstanceFacts, container: Container): Pull {
  const { image } = blockingOf(container)
  const { message = '' } = container
  const pullEvents = eventsOf(events, instance.name).filter(
    (event) => event.message.includes(`"${image}"`) && !/^(Pulling|Pulled)$/.test(event.reason),
  )
  const related = pullEvents.filter(
    (event) => /pull/i.test(event.message) || event.level === 'Warning',
  )
  for (const event of related) {
    const answer = reasonIn(event.message)
    const code = answerOf(answer, image)
    if (code) return { code, answer, event, events: related }
  }
  const code = answerOf(message, image)
  const event = related.find(({ reason }) => reason === 'Failed') ?? related[0]
  if (code) return { code, answer: reasonIn(message), event, events: related }
  return {
    code: 'imagePullFailed',
    answer: event ? reasonIn(event.message) : message,
    event,
    events: related,
  }
}

function pullMatches(facts: InstanceFacts, code: Cause): Match[] {
  const { instance } = facts
  return instance.containers.flatMap((container) => {
    if (wordOf(container.reason) !== 'pullFailed') return []
    const pull = failedPull(facts, container)
    if (pull.code !== code) return []
    const { image, name } = blockingOf(container)
    const reference = parseImageReference(image)
    return [
      {
        values: {
          container: name,
          image,
          registry: reference?.registry ?? 'docker.io',
          repository: reference?.repository ?? image,
          tag: reference?.tag ?? reference?.digest ?? 'latest',
          answer: quoted(pull.answer),
        },
        since: sinceEvents(pull.events) ?? createdIfNeverRan(instance),
        evidence: [
          ...(pull.event ? [eventEvidence(pull.event)] : []),
          fieldEvidence(`${instance.name}/${name}`, 'reason', container.reason),
        ],
      },
    ]
  })
}

const pullRule = (code: Cause): Rule<InstanceFacts> => ({
  code,
  kind: 'instance',
  find: (facts) => pullMatches(facts, code),
})

const invalidImage: Rule<InstanceFacts> = {
  code: 'imageInvalid',
  kind: 'instance',
  find: ({ instance, events }) =>
    instance.containers
      .filter(({ reason }) => wordOf(reason) === 'imageInvalid')
      .map((container) => {
        const { name, image } = blockingOf(container)
        const inspections = eventsOf(events, instance.name).filter(
          (event) => event.reason === 'InspectFailed' && event.message.includes(`"${image}"`),
        )
        return {
          values: { container: name, image },
          since: sinceEvents(inspections) ?? createdIfNeverRan(instance),
          evidence: [
            ...inspections.slice(0, 1).map(eventEvidence),
            fieldEvidence(`${instance.name}/${name}`, 'reason', container.reason),
          ],
        }
      }),
}

/** Why the image of a container cannot be pulled. */
export const imageRules: readonly Rule<InstanceFacts>[] = [
  invalidImage,
  ...answers.map(([code]) => pullRule(code)),
  pullRule('imagePullFailed'),
]
