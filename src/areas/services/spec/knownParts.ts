import type { Service } from '../serviceState'
import { difference } from './difference'
import { isSame } from './keyed'
import type { Check, Container, Volume } from './spec'

type ContainerInfo = Service['containers'][number]
type Probe = NonNullable<ContainerInfo['liveProbe']>

/** A health check with the field names of the write actions. */
function checkOf(type: Check['type'], probe: Probe): Check {
  const { methodTcp, methodHttp, methodCmd, ...timing } = probe
  const port = methodTcp?.port ?? methodHttp?.port
  return {
    type,
    ...timing,
    ...(port !== undefined && { port }),
    ...(methodHttp && { protocol: methodHttp.protocol, path: methodHttp.path }),
    ...(methodCmd && { cmd: methodCmd.cmd }),
  }
}

const checksOf = ({ liveProbe, readyProbe }: ContainerInfo): Check[] => [
  ...(liveProbe ? [checkOf('liveCheck', liveProbe)] : []),
  ...(readyProbe ? [checkOf('readyCheck', readyProbe)] : []),
]

/** A container known only from the API, where 0 and an empty text mean not set. */
export function readContainer(info: ContainerInfo): Container {
  const { containerName, image, envs, volumeMounts, privileged, workingDir } = info
  return {
    containerName,
    image,
    envs,
    volumeMounts,
    healthCheck: checksOf(info),
    ...(info.cpu > 0 && { cpu: info.cpu }),
    ...(info.cpuLimits > 0 && { cpuLimits: info.cpuLimits }),
    ...(info.memory > 0 && { memory: info.memory }),
    ...(info.memoryLimits > 0 && { memoryLimits: info.memoryLimits }),
    ...(info.command !== '' && { command: info.command }),
    arguments: info.arguments,
    ...(privileged !== undefined && { privileged }),
    ...(workingDir && { workingDir }),
  }
}

/** Defaults that endpoints fill in for omitted numbers of a check (查询服务详情; Kubernetes). */
const defaultNumbers: Readonly<Record<string, readonly unknown[]>> = {
  healthNum: [1, 3],
  unhealthNum: [3],
  intervalTime: [10],
  timeOut: [1, 2],
  delayTime: [0],
  protocol: ['HTTP'],
  path: ['', '/'],
}

function isConsistent(sent: Check, told: Check): boolean {
  const names = new Set([...Object.keys(sent), ...Object.keys(told)])
  const [a, b]: Record<string, unknown>[] = [{ ...sent }, { ...told }]
  return [...names].every((name) => {
    // Fields of other check methods have no effect, and the API omits them.
    if (b?.[name] === undefined) return !['checkMethod', 'type'].includes(name)
    return a?.[name] === undefined
      ? defaultNumbers[name]?.includes(b[name])
      : isSame(a[name], b[name])
  })
}

function knownChecks(sent: readonly Check[], told: readonly Check[]): Check[] {
  const kept = told.map((one) => {
    const same = sent.find(({ type }) => type === one.type)
    return same && isConsistent(same, one) ? same : one
  })
  // In the order sent, so that an unchanged list compares as equal.
  const place = ({ type }: Check) => {
    const index = sent.findIndex((one) => one.type === type)
    return index < 0 ? sent.length : index
  }
  return kept.toSorted((one, other) => place(one) - place(other))
}

/** Named entries are equal in any order. */
const sameEntries = <T>(name: string, sent: T, told: T): T =>
  difference({ [name]: sent }, { [name]: told }).length === 0 ? sent : told

/** A container sent by the console: sent values are kept where the API agrees. */
export function withKnownContainer(info: ContainerInfo, sent: Container): Container {
  const told = readContainer(info)
  const same = <T>(asked: T | undefined, answer: T | undefined, nothing: unknown): T | undefined =>
    isSame(asked ?? nothing, answer ?? nothing) ? asked : answer
  return {
    containerName: sent.containerName,
    image: told.image,
    envs: sameEntries('envs', sent.envs, told.envs),
    volumeMounts: sameEntries('volumeMounts', sent.volumeMounts, told.volumeMounts),
    healthCheck: knownChecks(sent.healthCheck ?? [], told.healthCheck ?? []),
    cpu: same(sent.cpu, told.cpu, 0),
    cpuLimits: same(sent.cpuLimits, told.cpuLimits, 0),
    memory: same(sent.memory, told.memory, 0),
    // If omitted, it equals the request.
    memoryLimits:
      !sent.memoryLimits && told.memoryLimits === told.memory
        ? sent.memoryLimits
        : same(sent.memoryLimits, told.memoryLimits, 0),
    command: same(sent.command, told.command, ''),
    arguments: same(sent.arguments, told.arguments, []),
    privileged:
      info.privileged === undefined
        ? sent.privileged
        : same(sent.privileged, told.privileged, false),
    workingDir:
      info.workingDir === undefined ? sent.workingDir : same(sent.workingDir, told.workingDir, ''),
  }
}

/** A volume known only from the API; without a path its kind is unknown. */
export const readVolume = ({ name, hostPath }: Service['volumes'][number]): Volume => ({
  name,
  volumeType: 'hostPath',
  ...(hostPath && { hostPath }),
})
