import type { RequestOf } from '../../../contract/action'
import type { CreateClusterService } from '../../../contract/services'

type Request = RequestOf<typeof CreateClusterService>
type Access = NonNullable<Request['accessType']>

/** An input for a number holds '' while it is empty. */
type NumberField = number | ''

/** What the inputs hold; paths are those of the request. */
export interface ServiceValues {
  clusterId: string
  namespace: string
  serviceName: string
  serviceDesc: string
  replicas: NumberField
  accessType: Access
  subnetId: string
  portMappings: { lbPort: NumberField; containerPort: NumberField; protocol: 'TCP' | 'UDP' }[]
  containers: {
    containerName: string
    image: string
    cpu: NumberField
    cpuLimits: NumberField
    memory: NumberField
    memoryLimits: NumberField
    envs: { name: string; value: string }[]
  }[]
}

export const newContainer = (): ServiceValues['containers'][number] => ({
  containerName: '',
  image: '',
  cpu: '',
  cpuLimits: '',
  memory: '',
  memoryLimits: '',
  envs: [],
})

export const newPort = (): ServiceValues['portMappings'][number] => ({
  lbPort: '',
  containerPort: '',
  protocol: 'TCP',
})

export const initialValues = (clusterId: string, namespace: string): ServiceValues => ({
  clusterId,
  namespace,
  serviceName: '',
  serviceDesc: '',
  replicas: 1,
  accessType: 'ClusterIP',
  subnetId: '',
  portMappings: [newPort()],
  containers: [newContainer()],
})

/** A record without its fields that hold nothing; the contract then says which of them are needed. */
function filled<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], ''> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')) as {
    [K in keyof T]: Exclude<T[K], ''>
  }
}

/**
 * The request of what the inputs hold. The first container takes the service's name where it has none
 * of its own, as most services have one container only.
 */
export function requestOf(values: ServiceValues): Request {
  const { accessType, portMappings, containers, subnetId, serviceDesc, ...rest } = values
  return {
    ...filled(rest),
    accessType,
    ...(serviceDesc && { serviceDesc }),
    ...(accessType === 'SvcLBTypeInner' && subnetId && { subnetId }),
    ...(accessType !== 'None' &&
      portMappings.length > 0 && { portMappings: portMappings.map(filled) }),
    containers: containers.map(({ envs, containerName, ...container }, index) => ({
      ...filled(container),
      containerName: containerName || (index === 0 ? values.serviceName : ''),
      ...(envs.length > 0 && { envs }),
    })),
  }
}
