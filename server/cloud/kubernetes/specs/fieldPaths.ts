import type { Spec } from './deployment'
import { type Fields, fieldsOf, listOf } from './fields'
import { probeNumbers } from './probes'

/** The parameters that a path may start with: all or some of a service's parameters. */
type Request = Partial<Spec>
type Container = Spec['containers'][number]

/** Splits a path such as `spec.containers[0].resources.limits[cpu]` into names. */
const namesOf = (field: string): string[] => field.split(/[.[\]]+/).filter(Boolean)

const join = (list: string, index: number, ...rest: readonly (string | undefined)[]) =>
  index < 0 ? undefined : [list, index, ...rest.filter((item) => item !== undefined)].join('.')

const resourceParameters: Readonly<Record<string, string>> = {
  'requests.cpu': 'cpu',
  'limits.cpu': 'cpuLimits',
  'requests.memory': 'memory',
  'limits.memory': 'memoryLimits',
}

const containerParameters: Readonly<Record<string, string>> = {
  name: 'containerName',
  image: 'image',
  command: 'command',
  workingDir: 'workingDir',
  securityContext: 'privileged',
}

const checkTypes: Readonly<Record<string, string>> = {
  livenessProbe: 'liveCheck',
  readinessProbe: 'readyCheck',
}

function checkField([first = '', second = '']: readonly string[]): string {
  const number = Object.entries(probeNumbers).find(([, field]) => field === first)?.[0]
  if (number) return number
  if (first === 'exec') return 'cmd'
  return second === 'path' ? 'path' : second === 'scheme' ? 'protocol' : 'port'
}

/** Path within a container's parameters; `current` is the container that was sent. */
function containerField(names: readonly string[], current: Fields, container: Container) {
  const [first = '', second = '', ...rest] = names
  const index = Number(second)
  const { envs = [], volumeMounts = [], healthCheck = [] } = container
  if (first === 'env') {
    const name = listOf(current.env)[index]?.name
    return join(
      'envs',
      envs.findIndex((variable) => variable.name === name),
      rest[0] === 'value' ? 'value' : 'name',
    )
  }
  if (first === 'volumeMounts') {
    const path = listOf(current.volumeMounts)[index]?.mountPath
    return join(
      'volumeMounts',
      volumeMounts.findIndex((mount) => mount.mountPath === path),
      rest[0] === 'name' ? 'volumeName' : 'mountPath',
    )
  }
  if (first === 'args') return join('arguments', index)
  if (first === 'resources') return resourceParameters[`${second}.${rest[0]}`]
  const check = checkTypes[first]
  if (check) {
    const at = healthCheck.findIndex(({ type }) => type === check)
    return join('healthCheck', at, checkField([second, ...rest]))
  }
  return containerParameters[first]
}

const volumeFields: Readonly<Record<string, string>> = {
  hostPath: 'hostPath',
  nfs: 'nfsPath',
  persistentVolumeClaim: 'cbsDiskId',
  configMap: 'configId',
}

/** Path within the parameters for a path below `spec.template.spec`. */
function podField(names: readonly string[], pod: Fields, request: Request): string | undefined {
  const [first = '', second = '', ...rest] = names
  const { containers = [], volumes = [] } = request
  if (first === 'containers') {
    const current = listOf(pod.containers)[Number(second)] ?? {}
    const index = containers.findIndex((candidate) => candidate.containerName === current.name)
    const container = containers[index]
    const field = container && containerField(rest, current, container)
    return field && join('containers', index, field)
  }
  if (first === 'volumes') {
    const name = listOf(pod.volumes)[Number(second)]?.name
    const index = volumes.findIndex((volume) => volume.name === name)
    return join('volumes', index, volumeFields[rest[0] ?? ''] ?? 'name')
  }
  const [index = '', field] = names.slice(names.indexOf('matchExpressions') + 1)
  const isTerm = names.includes('matchExpressions') && first === 'affinity'
  if (!isTerm || (second !== 'nodeAffinity' && second !== 'podAffinity')) return undefined
  return request[second]?.[Number(index)] && join(second, Number(index), field ?? 'key')
}

/** The parameter that holds a field of a Deployment; undefined if none does. */
export function deploymentField(field: string, spec: Fields, request: Request): string | undefined {
  const [first, second, third, ...rest] = namesOf(field)
  if (first === 'metadata') return second === 'name' ? 'serviceName' : undefined
  if (second === 'replicas' || second === 'minReadySeconds' || second === 'strategy') return second
  if (second !== 'template' || third !== 'spec') return undefined
  return podField(rest, fieldsOf(fieldsOf(spec.template).spec), request)
}

const portFields: Readonly<Record<string, string>> = {
  nodePort: 'nodePort',
  targetPort: 'containerPort',
  protocol: 'protocol',
}

/** The parameter that holds a field of a Kubernetes Service; undefined if none does. */
export function serviceField(field: string, spec: Fields, request: Request): string | undefined {
  const [first, second, third, fourth = ''] = namesOf(field)
  if (first === 'metadata') return second === 'name' ? 'serviceName' : undefined
  if (second === 'type') return 'accessType'
  if (second !== 'ports') return undefined
  const { port, protocol = 'TCP' } = listOf(spec.ports)[Number(third)] ?? {}
  const index = (request.portMappings ?? []).findIndex(
    (portMapping) => portMapping.lbPort === port && portMapping.protocol === protocol,
  )
  return third === undefined
    ? 'portMappings'
    : join('portMappings', index, portFields[fourth] ?? 'lbPort')
}
