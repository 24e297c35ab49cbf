import type { Node } from '../../world/resources'
import type { Pod, ServiceEvent } from '../../world/serviceResources'
import { type AttemptSeries, crashesOf } from './crash'
import { attemptsOf, failedPulls, isPullFailing, phasesOf } from './phases'

type EventText = Pick<ServiceEvent['event'], 'level' | 'reason' | 'message'>

/** An event of a pod with its count; times in milliseconds. */
interface PodEvent extends EventText {
  first: number
  last: number
  count: number
}

/** The vendor's names for Kubernetes' FailedSync and BackOff (获取服务事件列表, sample). */
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

const once = (words: EventText, at: number): PodEvent => ({
  ...words,
  first: at,
  last: at,
  count: 1,
})

/** An event at `first`, repeated every `period` until `end`. */
function repeated(words: EventText, first: number, period: number, end: number): PodEvent {
  const again = Math.max(0, Math.floor((end - first) / period))
  return { ...words, first, last: first + again * period, count: again + 1 }
}

/** Events of a container whose pull or start fails repeatedly. */
function failureEvents(pod: Pod, container: Pod['containers'][number], now: number): PodEvent[] {
  const tried = attemptsOf(pod, container, now)
  const before = failedPulls(pod, container, now)
  return [
    ...(before ? attemptEvents(pod, container, before, true) : []),
    ...(tried ? attemptEvents(pod, container, tried, isPullFailing(container)) : []),
  ]
}

function attemptEvents(
  pod: Pod,
  { name, image, outcome }: Pod['containers'][number],
  tried: AttemptSeries,
  isPull: boolean,
): PodEvent[] {
  const {
    first,
    run,
    attempt,
    startedAfter,
    failures,
    lastFailure,
    backOffEvents,
    lastBackOffEvent,
  } = tried
  const starts = { first, last: first + startedAfter, count: attempt + 1 }
  const ends = { first: first + run, last: first + lastFailure, count: failures }
  const waits = { first: first + run, last: first + lastBackOffEvent, count: backOffEvents }
  const sync = (why: string) =>
    warning(
      failedSync,
      `Error syncing pod, skipping: failed to "StartContainer" for "${name}" with ${why}`,
    )
  if (outcome === 'invalidImage') {
    const quoted = JSON.stringify(image)
    const why = `Failed to apply default image tag ${quoted}: couldn't parse image reference ${quoted}: invalid reference format`
    const all = { first, last: first + Math.max(0, lastBackOffEvent), count: backOffEvents + 1 }
    return [
      { ...warning('InspectFailed', why), ...all },
      { ...warning('Failed', 'Error: InvalidImageName'), ...all },
      { ...sync(`InvalidImageName: ${JSON.stringify(why)}`), ...all },
    ]
  }
  if (isPull) {
    const why = `Back-off pulling image "${image}"`
    return [
      { ...normal('Pulling', `pulling image "${image}"`), ...starts },
      { ...warning('Failed', `Failed to pull image "${image}": image not found`), ...ends },
      { ...normal(backOff, why), ...waits },
      { ...sync(`ImagePullBackOff: "${why.replaceAll('"', '\\"')}"`), ...waits },
    ]
  }
  const why = `Back-off restarting failed container=${name} pod=${pod.name}_${pod.namespace}`
  return [
    { ...normal('Created', `Created container ${name}`), ...starts },
    { ...normal('Started', `Started container ${name}`), ...ends },
    { ...warning(backOff, why), ...waits },
    { ...sync(`CrashLoopBackOff: "${why}"`), ...waits },
  ]
}

/** Events of a crashed container: every start, and the back-offs between failed ones. */
function crashEvents(pod: Pod, container: Pod['containers'][number], now: number): PodEvent[] {
  const { name } = container
  return crashesOf(pod, container, now).flatMap(({ attempts, restartedAt }) => [
    ...(attempts ? attemptEvents(pod, container, attempts, false) : []),
    ...(restartedAt === undefined
      ? []
      : [
          once(normal('Created', `Created container ${name}`), restartedAt),
          once(normal('Started', `Started container ${name}`), restartedAt + pod.pace.start),
        ]),
  ])
}

/** Events of a container that is pulled, created and started once. */
function startEvents(pod: Pod, container: Pod['containers'][number], end: number): PodEvent[] {
  const phases = phasesOf(pod, container)
  if (!phases || !pod.assignment || isPullFailing(container)) return []
  const { name, image, outcome, missingImage } = container
  const pulled = [
    once(normal('Pulling', `pulling image "${image}"`), missingImage?.foundAt ?? pod.assignment.at),
    once(normal('Pulled', `Successfully pulled image "${image}"`), phases.pulled),
  ]
  if (outcome === 'crashes') return pulled
  const unhealthy = warning('Unhealthy', `Readiness probe failed on container ${name}`)
  return [
    ...pulled,
    once(normal('Created', `Created container ${name}`), phases.pulled),
    once(normal('Started', `Started container ${name}`), phases.started),
    ...(outcome === 'neverReady'
      ? [repeated(unhealthy, phases.checked, pod.pace.backOff, end)]
      : []),
  ]
}

/** Events of a pod up to `now` (获取服务事件列表), derived from the pod alone. */
export function podEvents(pod: Pod, now: number, node: Node | undefined): PodEvent[] {
  const end = Math.min(now, pod.stoppingAt ?? now)
  const { unschedulable, assignment } = pod
  const waitedUntil = Math.min(end, assignment?.at ?? end)
  const schedulerTries = 6 * pod.pace.backOff
  const events = [
    ...(unschedulable
      ? [
          repeated(
            warning('FailedScheduling', unschedulable.message),
            unschedulable.since,
            schedulerTries,
            waitedUntil,
          ),
        ]
      : []),
    ...(assignment
      ? [
          once(
            normal(
              'Scheduled',
              `Successfully assigned ${pod.name} to ${node?.facts.lanIp ?? assignment.nodeId}`,
            ),
            assignment.at,
          ),
        ]
      : []),
    ...pod.containers.flatMap((one) => [
      ...startEvents(pod, one, end),
      ...failureEvents(pod, one, end),
      ...crashEvents(pod, one, end),
    ]),
  ]
  return events.filter((one) => one.count > 0 && one.first <= end)
}
