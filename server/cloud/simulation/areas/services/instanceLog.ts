import type * as contract from '../../../../../src/contract/actions/clusters/undocumentedActions'
import { invalid, notFound } from '../../../apiError'
import { beijingTime, parseBeijingTime } from '../../../beijingTime'
import type { Handler } from '../../handler'
import { type AttemptSeries, crashesOf, isDown, latestCrash } from '../../lifecycle/pod/crash'
import { attemptsOf, isPullFailing, phasesOf } from '../../lifecycle/pod/phases'
import { podsOf } from '../../lifecycle/pod/pod'
import { hashOf } from '../../world/hash'
import type { Pod } from '../../world/serviceResources'
import { serviceIn } from './find'

type Container = Pod['containers'][number]

/** Interval in milliseconds between two log lines of a container. */
const linePeriod = 15_000
const defaultLines = 100
const maxLines = 1000

const nginxLine = (n: number) =>
  `10.0.${n % 7}.${n % 251} - - "GET /${['', 'assets/app.js', 'api/items', 'search?q=tea'][n % 4]} HTTP/1.1" ${n % 41 === 0 ? 502 : 200} ${300 + (n % 9000)}`
const redisLine = (n: number) =>
  n % 3 === 0
    ? 'Background saving started by pid 21'
    : `${10 + (n % 900)} changes in 300 seconds. Saving...`
const programLine = (n: number) =>
  n % 29 === 0
    ? `WARN slow call took=${1 + (n % 5)}.${n % 10}s request=${n.toString(36)}`
    : `INFO handled request=${n.toString(36)} took=${5 + (n % 180)}ms`

const lineFormatOf = ({ image }: Container) =>
  /\bnginx\b/.test(image) ? nginxLine : /\bredis\b/.test(image) ? redisLine : programLine

const logLine = (at: number, message: string) => `${beijingTime(at)} ${message}`

type Line = [at: number, words: string]

const startLine = ({ image }: Container, at: number): Line => [
  at,
  logLine(at, `INFO starting ${image}`),
]

const exitLines = (at: number, reason: string): Line[] => [
  [at, logLine(at, `ERROR ${reason}`)],
  [at, logLine(at, 'ERROR exit status 1')],
]

/** Log lines of the latest start of a container that crashes at each start. */
function lastStartLines(container: Container, { first, startedAfter, run }: AttemptSeries): Line[] {
  const startedAt = first + startedAfter
  const exitReason = 'cannot start: configuration is incomplete'
  return [startLine(container, startedAt), ...exitLines(startedAt + run, exitReason)]
}

/** Log lines of injected crashes and of the starts that follow them. */
const crashLines = (pod: Pod, container: Container, now: number): Line[] =>
  crashesOf(pod, container, now).flatMap(({ at, attempts, restartedAt }) => [
    ...exitLines(at, 'unexpected failure: stopping'),
    ...(attempts ? lastStartLines(container, attempts) : []).filter(
      ([time]) => time < (restartedAt ?? Number.POSITIVE_INFINITY),
    ),
    ...(restartedAt === undefined ? [] : [startLine(container, restartedAt)]),
  ])

/**
 * The latest `count` log lines of a container, oldest first, derived from its pod and the clock.
 */
function linesOf(pod: Pod, container: Container, now: number, count: number): Line[] {
  const phases = phasesOf(pod, container)
  if (isPullFailing(container) || !phases) return []
  if (container.outcome === 'crashes') {
    const attempts = attemptsOf(pod, container, now)
    return attempts ? lastStartLines(container, attempts).filter(([at]) => at <= now) : []
  }
  const end = Math.min(now, pod.stoppingAt ?? now)
  const crash = latestCrash(pod, container, end)
  const loggedUntil = crash && crash.restartedAt === undefined ? crash.at : end
  const formatLine = lineFormatOf(container)
  const lines: Line[] = []
  for (let number = Math.floor(loggedUntil / linePeriod); lines.length < count; number -= 1) {
    const hash = hashOf(`${pod.id} ${container.name} ${number}`)
    const at = number * linePeriod + (hash % linePeriod)
    if (at < phases.started) break
    if (at <= end && !isDown(pod, container, at)) lines.push([at, logLine(at, formatLine(hash))])
  }
  const crashes = crashLines(pod, container, end).filter(([at]) => at <= end)
  return [...crashes, ...lines.toReversed()].sort(([a], [b]) => a - b)
}

/** Returns the logs of one or all containers of one or all instances (api-facts.md 4.2). */
export const DescribeInstanceLog: Handler<typeof contract.DescribeInstanceLog> = (
  params,
  context,
) => {
  const { podName, containerName, sinceTime, tail = defaultLines } = params
  const { world, now } = context
  const service = serviceIn(context, params)
  const since = sinceTime === undefined ? 0 : parseBeijingTime(sinceTime)
  if (since > now) throw invalid('sinceTime', 'must not be in the future')
  const pods = podsOf(world, service).filter((pod) => !podName || pod.name === podName)
  if (podName && pods.length === 0) throw notFound('Pod', podName)
  const logOf = (pod: Pod, container: Container) =>
    linesOf(pod, container, now, Math.min(tail, maxLines))
      .filter(([at]) => at >= since)
      .slice(-tail)
      .map(([, line]) => `${line}\n`)
      .join('')
  const podLog = pods.map((pod) => ({
    name: pod.name,
    containerLog: pod.containers
      .filter((container) => !containerName || container.name === containerName)
      .map((container) => ({ name: container.name, log: logOf(pod, container) })),
  }))
  if (containerName && podLog.every((log) => log.containerLog.length === 0)) {
    throw notFound('Container', containerName)
  }
  return { podLog }
}
