import { isFields } from '../../../api/merge/keyed'
import type { NumberValue } from '../../../ui/forms/numberText'
import type { Access, Check, Strategy } from '../spec/spec'

export interface CheckValues {
  type: Check['type']
  checkMethod: Check['checkMethod']
  healthNum: NumberValue
  unhealthNum: NumberValue
  intervalTime: NumberValue
  timeOut: NumberValue
  delayTime: NumberValue
  port: NumberValue
  protocol: 'HTTP' | 'HTTPS' | ''
  path: string
  cmd: string
}

export interface ContainerValues {
  containerName: string
  image: string
  cpu: NumberValue
  cpuLimits: NumberValue
  memory: NumberValue
  memoryLimits: NumberValue
  command: string
  arguments: string[]
  privileged: boolean | ''
  workingDir: string
  envs: { name: string; value: string }[]
  volumeMounts: { volumeName: string; mountPath: string; mode: 'ro' | 'rw' }[]
  healthCheck: CheckValues[]
}

export interface VolumeValues {
  name: string
  /** Empty while the type is unknown. */
  volumeType: 'hostPath' | 'cbsDisk' | 'configMap' | 'nfsDisk' | ''
  hostPath: string
  cbsDiskId: string
  nfsPath: string
  configId: string
  configVersion: string
  configKeys: string[]
}

export interface AffinityValues {
  key: string
  operator: string
  values: string[]
}

/** Values of the inputs; their paths match the request's. */
export interface SpecValues {
  clusterId: string
  namespace: string
  serviceName: string
  serviceDesc: string
  replicas: NumberValue
  /** NodePort is no access type of a request: it stands for ClusterIP with node ports. */
  accessType: Access | 'NodePort' | ''
  subnetId: string
  portMappings: {
    lbPort: NumberValue
    containerPort: NumberValue
    nodePort: NumberValue
    protocol: 'TCP' | 'UDP'
  }[]
  volumes: VolumeValues[]
  containers: ContainerValues[]
  nodeAffinity: AffinityValues[]
  podAffinity: AffinityValues[]
  strategy: Strategy | ''
  minReadySeconds: NumberValue
}

export const newCheck = (type: Check['type']): CheckValues => ({
  type,
  checkMethod: 'methodTcp',
  healthNum: '',
  unhealthNum: '',
  intervalTime: '',
  timeOut: '',
  delayTime: '',
  port: '',
  protocol: '',
  path: '',
  cmd: '',
})

export const newContainer = (): ContainerValues => ({
  containerName: '',
  image: '',
  cpu: '',
  cpuLimits: '',
  memory: '',
  memoryLimits: '',
  command: '',
  arguments: [],
  privileged: '',
  workingDir: '',
  envs: [],
  volumeMounts: [],
  healthCheck: [],
})

export const newPort = (): SpecValues['portMappings'][number] => ({
  lbPort: '',
  containerPort: '',
  nodePort: '',
  protocol: 'TCP',
})

export const newVolume = (): VolumeValues => ({
  name: '',
  volumeType: 'hostPath',
  hostPath: '',
  cbsDiskId: '',
  nfsPath: '',
  configId: '',
  configVersion: '',
  configKeys: [],
})

const newAffinity = (): AffinityValues => ({ key: '', operator: 'In', values: [] })

export const initialValues = (clusterId: string, namespace: string): SpecValues => ({
  clusterId,
  namespace,
  serviceName: '',
  serviceDesc: '',
  replicas: 1,
  accessType: 'ClusterIP',
  subnetId: '',
  portMappings: [newPort()],
  volumes: [],
  containers: [newContainer()],
  nodeAffinity: [],
  podAffinity: [],
  strategy: '',
  minReadySeconds: '',
})

const emptyValues: SpecValues = {
  ...initialValues('', ''),
  replicas: '',
  accessType: '',
  portMappings: [],
  containers: [],
}

const entries = <T extends object>(value: unknown, blank: T): T[] =>
  Array.isArray(value) ? value.filter(isFields).map((item) => ({ ...blank, ...item })) : []

/** Whether any port is also a port of the nodes. */
export const hasNodePorts = ({ portMappings }: Pick<SpecValues, 'portMappings'>): boolean =>
  portMappings.some(({ nodePort }) => Number(nodePort) > 0)

/** Input values for parameters of valid types; absent ones become empty. */
export function valuesOf(params: Readonly<Record<string, unknown>>): SpecValues {
  const portMappings = entries(params.portMappings, newPort())
  const { accessType = 'ClusterIP' } = params
  return {
    ...emptyValues,
    namespace: 'default',
    ...params,
    accessType:
      accessType === 'ClusterIP' && hasNodePorts({ portMappings })
        ? 'NodePort'
        : (accessType as SpecValues['accessType']),
    portMappings,
    volumes: entries(params.volumes, newVolume()),
    nodeAffinity: entries(params.nodeAffinity, newAffinity()),
    podAffinity: entries(params.podAffinity, newAffinity()),
    containers: entries(params.containers, newContainer()).map((entry) => ({
      ...entry,
      envs: entries(entry.envs, { name: '', value: '' }),
      volumeMounts: entries(entry.volumeMounts, { volumeName: '', mountPath: '', mode: 'rw' }),
      healthCheck: entries(entry.healthCheck, newCheck('liveCheck')),
    })),
  }
}

/** Drops empty fields; lists of texts keep their entries. */
function withoutBlanks(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([, child]) =>
          child !== '' && child !== undefined && !(Array.isArray(child) && !child.length),
      )
      .map(([name, child]): [string, unknown] => [
        name,
        Array.isArray(child)
          ? child.map((entry) => (isFields(entry) ? withoutBlanks(entry) : entry))
          : child,
      ]),
  )
}

/**
 * Builds the request parameters. An unnamed first container gets the service's name, since most
 * services have one container; ports and subnet are only sent with an access type that needs them.
 */
export function paramsOf(values: SpecValues): Record<string, unknown> {
  const { accessType, subnetId, portMappings, strategy, minReadySeconds, ...rest } = values
  const containers = values.containers.map((container, index) => ({
    ...withoutBlanks({ ...container, image: container.image.trim() }),
    containerName: container.containerName || (index === 0 ? values.serviceName : ''),
    // An environment variable's value may be empty.
    ...(container.envs.length > 0 && { envs: container.envs.map((env) => ({ ...env })) }),
  }))
  const ports = portMappings.map((portMapping) =>
    accessType === 'ClusterIP' && Number(portMapping.nodePort) > 0
      ? { ...portMapping, nodePort: '' }
      : portMapping,
  )
  return {
    ...withoutBlanks(rest),
    accessType: accessType === 'NodePort' ? 'ClusterIP' : accessType,
    ...(accessType === 'SvcLBTypeInner' && subnetId && { subnetId }),
    ...(accessType !== 'None' &&
      portMappings.length > 0 && { portMappings: ports.map(withoutBlanks) }),
    containers,
    ...withoutBlanks({ strategy, minReadySeconds }),
  }
}
