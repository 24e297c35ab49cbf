import type { Node } from '../../world/resources'
import type { Pod, ServiceEvent } from '../../world/serviceResources'
import { type AttemptSeries, crashesOf } from './crash'
import { attemptsOf, failedPulls, isPullFailing, phasesOf } from './phases'

type EventText = Pick<ServiceEvent['event'], 'level' | 'reason' | 'message'>

/** An event of a pod with the number of its occurrences; times are in milliseconds. */
interface PodEvent extends EventText {
  first: number
  last: number
  count: number
}

/** The vendor's names for Kubernetes' FailedSync and BackOff events (sample of 获取服务事件列表). */
const failedSync = 'pod启动失败'
const backOff = '操作重试'

const normal = (reason: string, message: string): EventText => ({
  level: 'Normal',
  reason,
  message,
})
const warning = (reason: string, message: string): EventText => ({
  level: 'Warning',
  reason,
  message,
})

const singleEvent = (text: EventText, at: number): PodEvent => ({
  ...text,
  first: at,
  last: at,
  count: 1,
})

/** An event that first occurs at `first` and is repeated every `period` until `end`. */
function repeatedEvent(text: EventText, first: number, period: number, end: number): PodEvent {
  const repeats = Math.max(0, Math.floor((end - first) / period))
  return { ...text, first, last: first + repeats * period, count: repeats + 1 }
}

/** Events of a container whose image pull or start fails repeatedly. */
function failureEvents(pod: Pod, container: Pod['containers'][number], now: number): PodEvent[] {
  const attempts = attemptsOf(pod, container, now)
  const failedPullSeries = failedPulls(pod, container, now)
  return [
    ...(failedPullSeries ? attemptEvents(pod, container, failedPullSeries, true) : []),
    ...(attempts ? attemptEvents(pod, container, attempts, isPullFailing(container)) : []),
  ]
}

/** The registry's answer to the pull of an image that it does not have. */
function refusalOf({ image, missingImage }: Pod['containers'][number]): string {
  if (missingImage?.part === 'tag') return `manifest for ${image} not found: manifest unknown`
  if (missingImage?.part === 'repository') return `repository for ${image} not found: name unknown`
  return 'image not found'
}

function attemptEvents(
  pod: Pod,
  container: Pod['containers'][number],
  series: AttemptSeries,
  isPull: boolean,
): PodEvent[] {
  const { name, image, outcome } = container
  const {
    first,
    run,
    attempt,
    startedAfter,
    failures,
    lastFailure,
    backOffEvents,
    lastBackOffEvent,
  } = series
  const startTimes = { first, last: first + startedAfter, count: attempt + 1 }
  const failureTimes = { first: first + run, last: first + lastFailure, count: failures }
  const backOffTimes = { first: first + run, last: first + lastBackOffEvent, count: backOffEvents }
  const syncWarning = (reason: string) =>
    warning(
      failedSync,
      `Error syncing pod, skipping: failed to "StartContainer" for "${name}" with ${reason}`,
    )
  if (outcome === 'invalidImage') {
    const quotedImage = JSON.stringify(image)
    const message = `Failed to apply default image tag ${quotedImage}: couldn't parse image reference ${quotedImage}: invalid reference format`
    const eventTimes = {
      first,
      last: first + Math.max(0, lastBackOffEvent),
      count: backOffEvents + 1,
    }
    return [
      { ...warning('InspectFailed', message), ...eventTimes },
      { ...warning('Failed', 'Error: InvalidImageName'), ...eventTimes },
      { ...syncWarning(`InvalidImageName: ${JSON.stringify(message)}`), ...eventTimes },
    ]
  }
  if (isPull) {
    const message = `Back-off pulling image "${image}"`
    return [
      { ...normal('Pulling', `pulling image "${image}"`), ...startTimes },
      {
        ...warning('Failed', `Failed to pull image "${image}": ${refusalOf(container)}`),
        ...failureTimes,
      },
      { ...normal(backOff, message), ...backOffTimes },
      { ...syncWarning(`ImagePullBackOff: "${message.replaceAll('"', '\\"')}"`), ...backOffTimes },
    ]
  }
  const message = `Back-off restarting failed container=${name} pod=${pod.name}_${pod.namespace}`
  return [
    { ...normal('Created', `Created container ${name}`), ...startTimes },
    { ...normal('Started', `Started container ${name}`), ...failureTimes },
    { ...warning(backOff, message), ...backOffTimes },
    { ...syncWarning(`CrashLoopBackOff: "${message}"`), ...backOffTimes },
  ]
}

/** Events of a crashed container: each start, and the back-offs between failed starts. */
function crashEvents(pod: Pod, container: Pod['containers'][number], now: number): PodEvent[] {
  const { name } = container
  return crashesOf(pod, container, now).flatMap(({ attempts, restartedAt }) => [
    ...(attempts ? attemptEvents(pod, container, attempts, false) : []),
    ...(restartedAt === undefined
      ? []
      : [
          singleEvent(normal('Created', `Created container ${name}`), restartedAt),
          singleEvent(normal('Started', `Started container ${name}`), restartedAt + pod.pace.start),
        ]),
  ])
}

/** Events of a container whose image is pulled and which is created and started once. */
function startEvents(pod: Pod, container: Pod['containers'][number], end: number): PodEvent[] {
  const phases = phasesOf(pod, container)
  if (!phases || !pod.assignment || isPullFailing(container)) return []
  const { name, image, outcome, missingImage } = container
  const pullEvents = [
    singleEvent(
      normal('Pulling', `pulling image "${image}"`),
      missingImage?.foundAt ?? pod.assignment.at,
    ),
    singleEvent(normal('Pulled', `Successfully pulled image "${image}"`), phases.pulled),
  ]
  if (outcome === 'crashes') return pullEvents
  const unhealthy = warning('Unhealthy', `Readiness probe failed on container ${name}`)
  return [
    ...pullEvents,
    singleEvent(normal('Created', `Created container ${name}`), phases.pulled),
    singleEvent(normal('Started', `Started container ${name}`), phases.started),
    ...(outcome === 'neverReady'
      ? [repeatedEvent(unhealthy, phases.checked, pod.pace.backOff, end)]
      : []),
  ]
}

/** Events of a pod up to `now`, derived from the pod (获取服务事件列表). */
export function podEvents(pod: Pod, now: number, node: Node | undefined): PodEvent[] {
  const end = Math.min(now, pod.stoppingAt ?? now)
  const { unschedulable, assignment } = pod
  const waitedUntil = Math.min(end, assignment?.at ?? end)
  const schedulerTries = 6 * pod.pace.backOff
  const events = [
    ...(unschedulable
      ? [
          repeatedEvent(
            warning('FailedScheduling', unschedulable.message),
            unschedulable.since,
            schedulerTries,
            waitedUntil,
          ),
        ]
      : []),
    ...(assignment
      ? [
          singleEvent(
            normal(
              'Scheduled',
              `Successfully assigned ${pod.name} to ${node?.facts.lanIp ?? assignment.nodeId}`,
            ),
            assignment.at,
          ),
        ]
      : []),
    ...pod.containers.flatMap((container) => [
      ...startEvents(pod, container, end),
      ...failureEvents(pod, container, end),
      ...crashEvents(pod, container, end),
    ]),
  ]
  return events.filter((event) => event.count > 0 && event.first <= end)
}
