import type { ResponseOf } from '../../../../src/contract/action'
import type { DescribeClusterServiceInfo } from '../../../../src/contract/actions/services/services'
import type { Container, Probe } from '../objects/deployment'
import { mebibytes, millicores } from '../objects/quantity'
import { commandText } from '../specs/command'

type Info = ResponseOf<typeof DescribeClusterServiceInfo>['service']['containers'][number]
type ProbeInfo = NonNullable<Info['liveProbe']>

const portNumber = (port: number | string, { ports = [] }: Container): number =>
  typeof port === 'number' ? port : (ports.find((one) => one.name === port)?.containerPort ?? 0)

function methodOf(probe: Probe, container: Container) {
  const none = { methodTcp: null, methodHttp: null, methodCmd: null }
  const { httpGet, tcpSocket, exec } = probe
  if (httpGet) {
    const methodHttp = {
      port: portNumber(httpGet.port, container),
      protocol: httpGet.scheme === 'HTTPS' ? ('HTTPS' as const) : ('HTTP' as const),
      path: httpGet.path ?? '/',
    }
    return { ...none, checkMethod: 'methodHttp' as const, methodHttp }
  }
  if (tcpSocket) {
    const methodTcp = { port: portNumber(tcpSocket.port, container) }
    return { ...none, checkMethod: 'methodTcp' as const, methodTcp }
  }
  // Omit gRPC checks, which the API cannot express.
  if (!exec) return undefined
  const methodCmd = { cmd: commandText(exec.command ?? []) }
  return { ...none, checkMethod: 'methodCmd' as const, methodCmd }
}

function probeInfo(probe: Probe | undefined, container: Container): ProbeInfo | null {
  const method = probe && methodOf(probe, container)
  if (!method) return null
  return {
    ...method,
    healthNum: probe.successThreshold ?? 1,
    unhealthNum: probe.failureThreshold ?? 3,
    intervalTime: probe.periodSeconds ?? 10,
    timeOut: probe.timeoutSeconds ?? 1,
    delayTime: probe.initialDelaySeconds ?? 0,
  }
}

/** A container as DescribeClusterServiceInfo returns it. */
export function containerInfo(container: Container, isShown: (volume: string) => boolean): Info {
  const { requests = {}, limits = {} } = container.resources ?? {}
  const { privileged } = container.securityContext ?? {}
  return {
    containerName: container.name,
    image: container.image,
    // Omit values from Secrets and other sources: the API cannot express references.
    envs: (container.env ?? []).flatMap(({ name, value, valueFrom }) =>
      valueFrom ? [] : [{ name, value: value ?? '' }],
    ),
    volumeMounts: (container.volumeMounts ?? [])
      .filter(({ name }) => isShown(name))
      .map(({ name, mountPath, readOnly }) => ({
        volumeName: name,
        mountPath,
        mode: readOnly ? 'ro' : 'rw',
      })),
    cpu: millicores(requests.cpu),
    cpuLimits: millicores(limits.cpu),
    memory: mebibytes(requests.memory),
    memoryLimits: mebibytes(limits.memory),
    command: commandText(container.command ?? []),
    arguments: container.args ?? [],
    liveProbe: probeInfo(container.livenessProbe, container),
    readyProbe: probeInfo(container.readinessProbe, container),
    ...(privileged !== undefined && { privileged }),
    ...(container.workingDir !== undefined && { workingDir: container.workingDir }),
  }
}
