import type { RequestOf } from '../action'
import type { ModifyClusterService } from '../actions/services/services'
import { defaultOf, dependentDefaults } from '../tables/dependentDefaults'

/**
 * Converts a service's settings to parts of a Kubernetes pod: for manifests and for real clusters.
 */

type Spec = RequestOf<typeof ModifyClusterService>
type Container = Spec['containers'][number]
type Check = NonNullable<Container['healthCheck']>[number]
type Affinities = Pick<Spec, 'nodeAffinity' | 'podAffinity'>
type Expression = NonNullable<Affinities['nodeAffinity'] | Affinities['podAffinity']>[number]

function probe(check: Check) {
  const { checkMethod, port = 0, protocol, path, cmd = '' } = check
  const handler = {
    methodTcp: { tcpSocket: { port } },
    methodHttp: {
      httpGet: { port, ...(protocol && { scheme: protocol }), ...(path && { path }) },
    },
    methodCmd: { exec: { command: ['/bin/sh', '-c', cmd] } },
  }[checkMethod]
  return {
    ...handler,
    ...(check.healthNum !== undefined && { successThreshold: check.healthNum }),
    ...(check.unhealthNum !== undefined && { failureThreshold: check.unhealthNum }),
    ...(check.intervalTime !== undefined && { periodSeconds: check.intervalTime }),
    ...(check.timeOut !== undefined && { timeoutSeconds: check.timeOut }),
    ...(check.delayTime && { initialDelaySeconds: check.delayTime }),
  }
}

/** Formats millicores and MiB as Kubernetes quantities; omits 0. */
function quantities(cpu: number | undefined, memory: number | undefined) {
  if (!cpu && !memory) return undefined
  return { ...(cpu && { cpu: `${cpu}m` }), ...(memory && { memory: `${memory}Mi` }) }
}

/** Returns a container of a Deployment. The memory limit defaults to the request (创建服务). */
export function containerManifest(container: Container) {
  const { envs = [], volumeMounts = [], healthCheck = [], memory, memoryLimits } = container
  const requests = quantities(container.cpu, memory)
  const limits = quantities(
    container.cpuLimits,
    memoryLimits || defaultOf(dependentDefaults.memoryLimits, { memory }),
  )
  const liveProbe = healthCheck.find(({ type }) => type === 'liveCheck')
  const ready = healthCheck.find(({ type }) => type === 'readyCheck')
  return {
    name: container.containerName,
    image: container.image,
    ...(container.command && { command: [container.command] }),
    ...(container.arguments?.length && { args: container.arguments }),
    ...(container.workingDir && { workingDir: container.workingDir }),
    ...(envs.length > 0 && { env: envs.map(({ name, value }) => ({ name, value })) }),
    ...((requests || limits) && {
      resources: { ...(requests && { requests }), ...(limits && { limits }) },
    }),
    ...(volumeMounts.length > 0 && {
      volumeMounts: volumeMounts.map(({ volumeName, mountPath, mode }) => ({
        name: volumeName,
        mountPath,
        ...(mode === 'ro' && { readOnly: true }),
      })),
    }),
    ...(liveProbe && { livenessProbe: probe(liveProbe) }),
    ...(ready && { readinessProbe: probe(ready) }),
    ...(container.privileged !== undefined && {
      securityContext: { privileged: container.privileged },
    }),
  }
}

const expression = ({ key, operator, values }: Expression) => ({
  key,
  operator,
  ...(values && values.length > 0 && { values }),
})

/** Both kinds of affinity are hard rules (requiredDuringSchedulingIgnoredDuringExecution, 创建服务). */
export function affinityManifest({ nodeAffinity = [], podAffinity = [] }: Affinities) {
  if (nodeAffinity.length === 0 && podAffinity.length === 0) return undefined
  return {
    ...(nodeAffinity.length > 0 && {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: nodeAffinity.map(expression) }],
        },
      },
    }),
    ...(podAffinity.length > 0 && {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          {
            labelSelector: { matchExpressions: podAffinity.map(expression) },
            topologyKey: 'kubernetes.io/hostname',
          },
        ],
      },
    }),
  }
}
