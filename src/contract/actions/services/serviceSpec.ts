import * as z from 'zod/mini'
import {
  type Relevance,
  type Rule,
  relevantIf,
  withMeta,
  withRules,
  withVocabulary,
} from '../../rules/rules'
import { nodePortRange } from '../../tables/limits'
import { clusterId, existingName, namespace, port, serviceName } from '../common'
import { container } from './containerSpec'

/** 服务相关接口/创建服务 and 修改服务: parameters that describe a service. */

export const portMapping = z.strictObject({
  /** Port of the load balancer and the service; for ClusterIP, only of the service. */
  lbPort: port(),
  containerPort: port(),
  /** Allocated if 0 or absent. */
  nodePort: z.optional(
    withRules(z.int().check(z.gte(0), z.lte(nodePortRange.last)), [
      {
        id: 'nodePortRange',
        text: `must be 0 (allocated) or ${nodePortRange.first} to ${nodePortRange.last}`,
        values: nodePortRange,
        holds: (value) => value === 0 || value >= nodePortRange.first,
      },
    ]),
  ),
  protocol: z.enum(['TCP', 'UDP']),
})

export const volumeType = withVocabulary(
  z.enum(['hostPath', 'cbsDisk', 'configMap', 'nfsDisk']),
  'volumeType',
)

/** On the wire, an empty list is the same as an absent one. */
const isGiven = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value))

const withVolume = (type: string, field: string): Rule<Record<string, unknown>> => ({
  id: `${field}WithVolumeType`,
  text: `${field} is required when volumeType is ${type}`,
  path: [field],
  holds: (value) => value.volumeType !== type || isGiven(value[field]),
})

const onlyWithVolume = <F extends string>(type: string, field: F) => ({
  field,
  when: `volumeType is ${type}`,
  holds: ({ volumeType: given }: Readonly<Record<string, unknown>>) => given === type,
})

export const volume = relevantIf(
  withRules(
    z.strictObject({
      name: z.string().check(z.minLength(1)),
      volumeType,
      /**
       * Directory on the node; if empty, a temporary directory that is deleted with the container.
       */
      hostPath: z.optional(z.string()),
      /** Cloud disk (`disk-…`); can be attached to only one node. */
      cbsDiskId: z.optional(z.string()),
      /** E.g. `127.0.0.1:/exports`. */
      nfsPath: z.optional(z.string()),
      configId: z.optional(z.string()),
      configVersion: z.optional(z.string()),
      configKeys: z.optional(z.array(z.string())),
    }),
    [
      withVolume('cbsDisk', 'cbsDiskId'),
      withVolume('nfsDisk', 'nfsPath'),
      withVolume('configMap', 'configId'),
      withVolume('configMap', 'configVersion'),
      withVolume('configMap', 'configKeys'),
    ],
  ),
  [
    onlyWithVolume('hostPath', 'hostPath'),
    onlyWithVolume('cbsDisk', 'cbsDiskId'),
    onlyWithVolume('nfsDisk', 'nfsPath'),
    onlyWithVolume('configMap', 'configId'),
    onlyWithVolume('configMap', 'configVersion'),
    onlyWithVolume('configMap', 'configKeys'),
  ],
)

const affinity = <const O extends readonly string[]>(operators: O) =>
  withRules(
    z.strictObject({
      key: z.string().check(z.minLength(1)),
      operator: z.enum(operators),
      values: z.optional(z.array(z.string())),
    }),
    [
      {
        id: 'affinityValues',
        text: 'In and NotIn need values, Gt and Lt exactly one number, Exists and DoesNotExist none',
        path: ['values'],
        holds: ({ operator, values = [] }) => {
          if (operator === 'In' || operator === 'NotIn') return values.length > 0
          if (operator === 'Gt' || operator === 'Lt')
            return values.length === 1 && /^-?\d+$/.test(values[0] ?? '')
          return values.length === 0
        },
      },
    ],
  )

/** Required node affinity (requiredDuringSchedulingIgnoredDuringExecution). */
export const nodeAffinity = affinity(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'])
/** Required affinity to instances with these labels. */
export const podAffinity = affinity(['In', 'NotIn', 'Exists', 'DoesNotExist'])

export const accessType = withVocabulary(
  z.enum(['LoadBalancer', 'SvcLBTypeInner', 'ClusterIP', 'None']),
  'accessType',
)

export const updateStrategy = withVocabulary(
  z.enum(['Recreate', 'RollingUpdate']),
  'updateStrategy',
)

/** Fields common to CreateClusterService and ModifyClusterService. */
const fields = () => ({
  clusterId: clusterId(),
  serviceName: serviceName(),
  serviceDesc: z.optional(z.string()),
  /** 0 stops the service. */
  replicas: z.int().check(z.gte(0)),
  accessType: z._default(accessType, 'ClusterIP'),
  portMappings: z.optional(z.array(portMapping)),
  volumes: z.optional(z.array(volume)),
  containers: z.array(container).check(z.minLength(1)),
  namespace: namespace(),
  subnetId: z.optional(z.string()),
  nodeAffinity: z.optional(z.array(nodeAffinity)),
  podAffinity: z.optional(z.array(podAffinity)),
})

interface Spec {
  accessType?: string | undefined
  subnetId?: string | undefined
  replicas?: number | undefined
  volumes?: { name?: string | undefined; volumeType?: string | undefined }[] | undefined
  containers?:
    | {
        containerName?: string | undefined
        volumeMounts?: { volumeName?: string | undefined }[] | undefined
      }[]
    | undefined
}

const list = <T>(value: readonly T[] | undefined): readonly T[] =>
  Array.isArray(value) ? value : []

const rules: readonly Rule<Spec>[] = [
  {
    id: 'subnetWithInnerLb',
    text: 'subnetId is required when accessType is SvcLBTypeInner',
    path: ['subnetId'],
    holds: (value) => value.accessType !== 'SvcLBTypeInner' || Boolean(value.subnetId),
  },
  {
    id: 'oneReplicaWithCbsDisk',
    text: 'a service with a cbsDisk volume can have one replica only, because the disk cannot be mounted on several nodes',
    path: ['replicas'],
    holds: (value) =>
      !list(value.volumes).some((item) => item?.volumeType === 'cbsDisk') ||
      !(Number(value.replicas) > 1),
  },
  {
    id: 'volumeMountsNeedVolumes',
    text: 'volumeMounts must not be given without volumes, and each must name one of them',
    path: ['volumes'],
    holds: (value) => {
      const names = new Set(list(value.volumes).map((item) => item?.name))
      return list(value.containers).every((candidate) =>
        list(candidate?.volumeMounts).every((mount) => names.has(mount?.volumeName)),
      )
    },
  },
  {
    id: 'containerNamesDiffer',
    text: 'containers of one service must have different names',
    path: ['containers'],
    holds: (value) => {
      const names = list(value.containers).flatMap((item) => item?.containerName || [])
      return new Set(names).size === names.length
    },
  },
]

/** Parameters that apply only to some access types. */
const relevance: readonly Relevance<{ portMappings?: unknown; subnetId?: unknown }>[] = [
  {
    field: 'portMappings',
    when: 'accessType is not None',
    holds: ({ accessType }) => accessType !== 'None',
  },
  {
    field: 'subnetId',
    when: 'accessType is SvcLBTypeInner',
    holds: ({ accessType }) => accessType === 'SvcLBTypeInner',
  },
]

/** Parameters of CreateClusterService. */
export const createdService = relevantIf(withRules(z.strictObject(fields()), rules), relevance)

/** Parameters of ModifyClusterService: the whole configuration; absent settings are removed. */
export const modifiedService = relevantIf(
  withRules(
    z.strictObject({
      ...fields(),
      /**
       * A name in any format: other tools create Deployments such as `web.v2`, or with longer names
       * than the API allows.
       */
      serviceName: existingName(),
      strategy: updateStrategy,
      /** Delay between the readiness of a new instance and the start of the next one. */
      minReadySeconds: z.optional(withMeta(z.int().check(z.gte(0)), { unit: 's' })),
    }),
    rules,
  ),
  relevance,
)
