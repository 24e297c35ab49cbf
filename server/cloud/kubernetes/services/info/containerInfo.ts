import type { ResponseOf } from '../../../../../src/contract/action'
import type { DescribeClusterServiceInfo } from '../../../../../src/contract/actions/services/services'
import type { Container, Probe } from '../../objects/deployment'
import { mebibytes, millicores } from '../../objects/quantity'
import { commandText } from '../../specs/command'
import { shownVariables } from '../../specs/environment'
import { isExpressibleProbe, portNumber } from '../../specs/probes'

type Info = ResponseOf<typeof DescribeClusterServiceInfo>['service']['containers'][number]
type ProbeInfo = NonNullable<Info['liveProbe']>

function methodOf(probe: Probe, container: Container) {
  const none = { methodTcp: null, methodHttp: null, methodCmd: null }
  const { httpGet, tcpSocket, exec } = probe
  const port = portNumber((httpGet ?? tcpSocket)?.port, container) ?? 0
  if (httpGet) {
    const methodHttp = {
      port,
      protocol: httpGet.scheme === 'HTTPS' ? ('HTTPS' as const) : ('HTTP' as const),
      path: httpGet.path ?? '/',
    }
    return { ...none, checkMethod: 'methodHttp' as const, methodHttp }
  }
  if (tcpSocket) return { ...none, checkMethod: 'methodTcp' as const, methodTcp: { port } }
  const methodCmd = { cmd: commandText(exec?.command ?? []) }
  return { ...none, checkMethod: 'methodCmd' as const, methodCmd }
}

function probeInfo(probe: Probe | undefined, container: Container): ProbeInfo | null {
  if (!probe || !isExpressibleProbe(probe, container)) return null
  return {
    ...methodOf(probe, container),
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
  return {
    containerName: container.name,
    image: container.image,
    envs: shownVariables(container),
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
    privileged: container.securityContext?.privileged ?? false,
    workingDir: container.workingDir ?? '',
  }
}
