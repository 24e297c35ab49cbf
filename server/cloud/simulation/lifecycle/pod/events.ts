import type { Happening, Node, Pod } from '../../world/resources'
import { crashesOf, type Tries } from './crash'
import { attemptsOf, phasesOf, pullFails, vainPulls } from './life'

type Words = Pick<Happening['event'], 'level' | 'reason' | 'message'>

/** An event of a pod with its count; times in milliseconds. */
interface Said extends Words {
  first: number
  last: number
  count: number
}

/** The vendor's names for Kubernetes' FailedSync and BackOff (获取服务事件列表, sample). */
const failedSync = 'pod启动失败'
const backOff = '操作重试'

const normal = (reason: string, message: string): Words => ({ level: 'Normal', reason, message })
const warning = (reason: string, message: string): Words => ({ level: 'Warning', reason, message })

const once = (words: Words, at: number): Said => ({ ...words, first: at, last: at, count: 1 })

/** An event at `first`, repeated every `period` until `end`. */
function repeated(words: Words, first: number, period: number, end: number): Said {
  const again = Math.max(0, Math.floor((end - first) / period))
  return { ...words, first, last: first + again * period, count: again + 1 }
}

/** Events of a container whose pull or start fails repeatedly. */
function failing(pod: Pod, container: Pod['containers'][number], now: number): Said[] {
  const tried = attemptsOf(pod, container, now)
  const before = vainPulls(pod, container, now)
  return [
    ...(before ? told(pod, container, before, true) : []),
    ...(tried ? told(pod, container, tried, pullFails(container)) : []),
  ]
}

function told(
  pod: Pod,
  { name, image }: Pod['containers'][number],
  tried: Tries,
  isPull: boolean,
): Said[] {
  const { first, run, attempt, began, failures, lastFailure, notices, lastNotice } = tried
  const starts = { first, last: first + began, count: attempt + 1 }
  const ends = { first: first + run, last: first + lastFailure, count: failures }
  const waits = { first: first + run, last: first + lastNotice, count: notices }
  const sync = (why: string) =>
    warning(
      failedSync,
      `Error syncing pod, skipping: failed to "StartContainer" for "${name}" with ${why}`,
    )
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
function crashing(pod: Pod, container: Pod['containers'][number], now: number): Said[] {
  const { name } = container
  return crashesOf(pod, container, now).flatMap(({ tries, restartedAt }) => [
    ...(tries ? told(pod, container, tries, false) : []),
    ...(restartedAt === undefined
      ? []
      : [
          once(normal('Created', `Created container ${name}`), restartedAt),
          once(normal('Started', `Started container ${name}`), restartedAt + pod.pace.start),
        ]),
  ])
}

/** Events of a container that is pulled, created and started once. */
function starting(pod: Pod, container: Pod['containers'][number], end: number): Said[] {
  const phases = phasesOf(pod, container)
  if (!phases || !pod.placed || pullFails(container)) return []
  const { name, image, fate, lacking } = container
  const pulled = [
    once(normal('Pulling', `pulling image "${image}"`), lacking?.foundAt ?? pod.placed.at),
    once(normal('Pulled', `Successfully pulled image "${image}"`), phases.pulled),
  ]
  if (fate === 'crashes') return pulled
  const unhealthy = warning('Unhealthy', `Readiness probe failed on container ${name}`)
  return [
    ...pulled,
    once(normal('Created', `Created container ${name}`), phases.pulled),
    once(normal('Started', `Started container ${name}`), phases.started),
    ...(fate === 'neverReady' ? [repeated(unhealthy, phases.checked, pod.pace.backOff, end)] : []),
  ]
}

/** Events of a pod up to `now` (获取服务事件列表), derived from the pod alone. */
export function podEvents(pod: Pod, now: number, node: Node | undefined): Said[] {
  const end = Math.min(now, pod.stoppingAt ?? now)
  const { refused, placed } = pod
  const waitedUntil = Math.min(end, placed?.at ?? end)
  const schedulerTries = 6 * pod.pace.backOff
  const said = [
    ...(refused
      ? [
          repeated(
            warning('FailedScheduling', refused.message),
            refused.since,
            schedulerTries,
            waitedUntil,
          ),
        ]
      : []),
    ...(placed
      ? [
          once(
            normal(
              'Scheduled',
              `Successfully assigned ${pod.name} to ${node?.facts.lanIp ?? placed.nodeId}`,
            ),
            placed.at,
          ),
        ]
      : []),
    ...pod.containers.flatMap((one) => [
      ...starting(pod, one, end),
      ...failing(pod, one, end),
      ...crashing(pod, one, end),
    ]),
  ]
  return said.filter((one) => one.count > 0 && one.first <= end)
}
