import type { Happening, Node, Pod } from '../things'
import { attemptsOf, phasesOf } from './podLife'

/** One event and how often it has occurred up to now; times in milliseconds. */
export interface Series {
  event: Happening['event']
  first: number
  last: number
  count: number
}

type Words = Pick<Happening['event'], 'level' | 'reason' | 'message'>

/** The vendor's words for Kubernetes' FailedSync and BackOff: 获取服务事件列表, sample. */
const failedSync = 'pod启动失败'
const backOff = '操作重试'

const normal = (reason: string, message: string): Words => ({ level: 'Normal', reason, message })
const warning = (reason: string, message: string): Words => ({ level: 'Warning', reason, message })

/** Something that comes again every `period` from `first` on, until `end`. */
const repeated = (words: Words, first: number, period: number, end: number) =>
  end < first
    ? []
    : [{ words, first, ...lastOf(first, period, Math.floor((end - first) / period) + 1) }]

const lastOf = (first: number, period: number, count: number) => ({
  last: first + (count - 1) * period,
  count,
})

type Told = Omit<Series, 'event'> & { words: Words }

function onceAt(words: Words, at: number | undefined, now: number): Told[] {
  return at !== undefined && at <= now ? [{ words, first: at, last: at, count: 1 }] : []
}

/** What is said of a container whose start fails again and again. */
function failingEvents(pod: Pod, container: Pod['containers'][number], now: number): Told[] {
  const tried = attemptsOf(pod, container, now)
  if (!tried) return []
  const { name, image, fate } = container
  const { first, run } = tried
  const isPull = fate === 'pullFails'
  const each = (words: Words, count: number, delay: number): Told[] =>
    count > 0 ? [{ words, first: first + delay, last: first + tried.began + delay, count }] : []
  const notices = (words: Words): Told[] =>
    tried.notices > 0
      ? [{ words, first: first + run, last: first + tried.lastNotice, count: tried.notices }]
      : []
  const why = isPull
    ? `ImagePullBackOff: "Back-off pulling image \\"${image}\\""`
    : `CrashLoopBackOff: "Back-off restarting failed container=${name} pod=${pod.name}_${pod.namespace}"`
  const sync = `Error syncing pod, skipping: failed to "StartContainer" for "${name}" with ${why}`
  const retry = isPull
    ? normal(backOff, `Back-off pulling image "${image}"`)
    : warning(backOff, `Back-off restarting failed container ${name}`)
  const starts = tried.attempt + 1
  const failed = tried.failures === starts ? starts : starts - 1
  return [
    ...(isPull
      ? [
          ...each(normal('Pulling', `pulling image "${image}"`), starts, 0),
          ...failures(pod, container, first, run, tried.began, failed),
        ]
      : each(normal('Created', `Created container ${name}`), starts, 0)),
    ...(isPull ? [] : each(normal('Started', `Started container ${name}`), failed, run)),
    ...notices(retry),
    ...notices(warning(failedSync, sync)),
  ]
}
