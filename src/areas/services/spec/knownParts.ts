import { isSame } from '../../../api/merge/keyed'
import { defaultOf, dependentDefaults } from '../../../contract/tables/dependentDefaults'
import type { Service } from '../serviceState'
import { difference } from './difference'
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

const checksOf = ({ healthCheck, liveProbe, readyProbe }: ContainerInfo): Check[] =>
  healthCheck ?? [
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

function isConsistent(sent: Check, returned: Check): boolean {
  const names = new Set([...Object.keys(sent), ...Object.keys(returned)])
  const [a, b]: Record<string, unknown>[] = [{ ...sent }, { ...returned }]
  return [...names].every((name) => {
    // Fields of other check methods have no effect, and the API omits them.
    if (b?.[name] === undefined) return !['checkMethod', 'type'].includes(name)
    return a?.[name] === undefined
      ? defaultNumbers[name]?.includes(b[name])
      : isSame(a[name], b[name])
  })
}

function knownChecks(sent: readonly Check[], returned: readonly Check[]): Check[] {
  const checks = returned.map((item) => {
    const same = sent.find(({ type }) => type === item.type)
    return same && isConsistent(same, item) ? same : item
  })
  // Keeps the sent order, so that an unchanged list compares as equal.
  const orderOf = ({ type }: Check) => {
    const index = sent.findIndex((item) => item.type === type)
    return index < 0 ? sent.length : index
  }
  return checks.toSorted((a, b) => orderOf(a) - orderOf(b))
}

/** Returns the sent entries if the returned ones are equal in any order; otherwise the latter. */
const sameEntries = <T>(name: string, sent: T, returned: T): T =>
  difference({ [name]: sent }, { [name]: returned }).length === 0 ? sent : returned

/** Returns a container sent by the console: sent values are kept where the API agrees. */
export function withKnownContainer(info: ContainerInfo, sent: Container): Container {
  const returned = readContainer(info)
  const agreedOr = <T>(
    requested: T | undefined,
    answer: T | undefined,
    nothing: unknown,
  ): T | undefined => (isSame(requested ?? nothing, answer ?? nothing) ? requested : answer)
  return {
    containerName: sent.containerName,
    image: returned.image,
    envs: sameEntries('envs', sent.envs, returned.envs),
    volumeMounts: sameEntries('volumeMounts', sent.volumeMounts, returned.volumeMounts),
    healthCheck: knownChecks(sent.healthCheck ?? [], returned.healthCheck ?? []),
    cpu: agreedOr(sent.cpu, returned.cpu, 0),
    cpuLimits: agreedOr(sent.cpuLimits, returned.cpuLimits, 0),
    memory: agreedOr(sent.memory, returned.memory, 0),
    // An omitted memory limit equals the memory request.
    memoryLimits:
      !sent.memoryLimits &&
      returned.memoryLimits === defaultOf(dependentDefaults.memoryLimits, returned)
        ? sent.memoryLimits
        : agreedOr(sent.memoryLimits, returned.memoryLimits, 0),
    command: agreedOr(sent.command, returned.command, ''),
    arguments: agreedOr(sent.arguments, returned.arguments, []),
    privileged:
      info.privileged === undefined
        ? sent.privileged
        : agreedOr(sent.privileged, returned.privileged, false),
    workingDir:
      info.workingDir === undefined
        ? sent.workingDir
        : agreedOr(sent.workingDir, returned.workingDir, ''),
  }
}

type VolumeInfo = Service['volumes'][number]

/** A volume known only from the API; without a kind and a path its kind is unknown. */
export const readVolume = ({ hostPath, volumeType, ...rest }: VolumeInfo): Volume => ({
  ...rest,
  volumeType: volumeType ?? 'hostPath',
  ...(hostPath && { hostPath }),
})

/** Whether the API's answer agrees with a volume sent by the console. */
export function isSameVolume(sent: Volume, info: VolumeInfo): boolean {
  const { hostPath, ...returned } = readVolume(info)
  // The API document has no volume types: an endpoint may return only the paths of volumes that
  // have one.
  if (info.volumeType === undefined && sent.volumeType !== 'hostPath') return !hostPath
  const { hostPath: path, ...rest } = sent
  return (path ?? '') === (hostPath ?? '') && isSame(rest, returned)
}
