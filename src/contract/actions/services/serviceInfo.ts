import * as z from 'zod/mini'
import { withMeta, withVocabulary } from '../../rules/rules'
import { count, time } from '../common'
import { checkMethod, env, healthCheck, volumeMount } from './containerSpec'
import { nodeAffinity, podAffinity, updateStrategy, volumeType } from './serviceSpec'

/** 服务相关接口/查询服务列表 and 查询服务详情: response schemas. */

export const serviceStatus = withVocabulary(
  z.enum(['Normal', 'Abnormal', 'Waiting', 'Paused', 'Updating', 'RollingBack']),
  'serviceStatus',
)

export const lbStatus = withVocabulary(z.enum(['None', 'Creating', 'Running']), 'lbStatus')

const common = () => ({
  serviceName: z.string(),
  status: serviceStatus,
  /** Reason to the number of affected containers, e.g. `{"下载镜像失败": 2}`. */
  reasonMap: z.record(z.string(), z.int()),
  createdAt: time(),
  currentReplicas: count(),
  desiredReplicas: count(),
  /** ID of the load balancer; empty if none. */
  lbId: z.string(),
  lbStatus,
  /** Address of the load balancer; empty if none. */
  externalIp: z.string(),
  /** Cluster IP. */
  serviceIp: z.string(),
  accessType: withVocabulary(z.string(), 'accessType', 'accessTypeOfResponse'),
  namespace: z.string(),
  /** Not in the API document (api-facts.md 4.2): reasonMap in English. */
  srcReasonMap: z.optional(z.record(z.string(), z.int())),
})

export const serviceSummary = z.object(common())

/**
 * A health check with the field names of responses, which differ from those of `healthCheck` in
 * requests.
 */
export const probe = z.object({
  checkMethod,
  healthNum: z.int(),
  unhealthNum: z.int(),
  /** In seconds. */
  intervalTime: z.int(),
  /** In seconds. */
  timeOut: z.int(),
  /** In seconds. */
  delayTime: z.int(),
  /** null with another checkMethod; this also applies to the next two fields. */
  methodTcp: z.nullable(z.object({ port: z.int() })),
  methodHttp: z.nullable(
    z.object({ port: z.int(), protocol: z.enum(['HTTP', 'HTTPS']), path: z.string() }),
  ),
  methodCmd: z.nullable(z.object({ cmd: z.string() })),
})

export const containerInfo = z.object({
  containerName: z.string(),
  image: z.string(),
  envs: z.array(env),
  volumeMounts: z.array(volumeMount),
  /** Millicores; 0: none. */
  cpu: z.int(),
  /** Millicores; 0: none. */
  cpuLimits: z.int(),
  /** MiB; 0: none. */
  memory: z.int(),
  /** MiB; 0: none. */
  memoryLimits: z.int(),
  command: z.string(),
  arguments: z.array(z.string()),
  /** null if absent, as in the sample. */
  liveProbe: z.nullable(probe),
  readyProbe: z.nullable(probe),
  /** Not in the API document: the health checks in the format of requests. */
  healthCheck: z.optional(z.array(healthCheck)),
  /** Not in the API document (api-facts.md 4.2). */
  privileged: z.optional(z.boolean()),
  /** Not in the API document (api-facts.md 4.2). */
  workingDir: z.optional(z.string()),
})

/** The document lists only name and hostPath. */
const volumeInfo = z.object({
  name: z.string(),
  /** Directory on the node; empty for temporary directories and other kinds of volumes. */
  hostPath: z.string(),
  volumeType: z.optional(volumeType),
  cbsDiskId: z.optional(z.string()),
  nfsPath: z.optional(z.string()),
  configId: z.optional(z.string()),
  configVersion: z.optional(z.string()),
  configKeys: z.optional(z.array(z.string())),
})

/**
 * A setting that the parameters of ModifyClusterService cannot express, and that it keeps unless
 * the request sets the same parameter.
 */
export const keptSetting = z.object({
  /**
   * Path of the parameter, with list entries by name: `['containers', 'web', 'envs', 'PASSWORD']`.
   */
  path: z.array(z.string()),
  /** The value, or the source of the value: `1` or `secretKeyRef db/password`. */
  value: z.optional(z.string()),
})

/** Another program that changes the service. */
export const manager = z.object({
  /**
   * `autoscaler` sets the replicas; `owner` and `manager` may restore the whole configuration;
   * `unknownAutoscaler`: the backend may not read autoscalers, so there may be one.
   */
  kind: z.enum(['autoscaler', 'owner', 'manager', 'unknownAutoscaler']),
  /** Display name, e.g. `Argo CD` or `Rollout web`; empty if unknown. */
  name: z.string(),
})

const kubernetesService = z.object({
  name: z.string(),
  /** `ClusterIP`, `NodePort` or `LoadBalancer`. */
  type: z.string(),
  /** Whether it also leads to other pods, so that it stays when the service is deleted. */
  isShared: z.boolean(),
})

export const service = z.object({
  ...common(),
  serviceDesc: z.string(),
  portMappings: z.array(
    z.object({
      nodePort: z.int(),
      lbPort: z.int(),
      containerPort: z.int(),
      protocol: z.enum(['TCP', 'UDP']),
    }),
  ),
  labels: z.record(z.string(), z.string()),
  /** Not in the API document (api-facts.md 4.2): `labels` split by origin. */
  sysLabels: z.optional(z.record(z.string(), z.string())),
  userLabels: z.optional(z.record(z.string(), z.string())),
  volumes: z.array(volumeInfo),
  containers: z.array(containerInfo),
  /** Region number; a number as in the document's sample, although its table says String. */
  regionId: z.int(),
  /** Subnet for the access type SvcLBTypeInner; otherwise empty. */
  subnetId: z.string(),
  /** Third-party image registry; empty if none. */
  unHubId: z.string(),
  /** Only in the document's sample: the reason of the current state in English; empty if normal. */
  reason: z.string(),
  /** Only in the document's sample. */
  selector: z.record(z.string(), z.string()),
  /** Not in the API document (api-facts.md 4.2). */
  strategy: z.optional(updateStrategy),
  /** Not in the API document, like the next two: settings in the format of requests. */
  minReadySeconds: z.optional(withMeta(z.int(), { unit: 's' })),
  nodeAffinity: z.optional(z.array(nodeAffinity)),
  podAffinity: z.optional(z.array(podAffinity)),
  /** Not in the API document, like the next two fields. */
  managers: z.optional(z.array(manager)),
  kept: z.optional(z.array(keptSetting)),
  /** The Kubernetes Services that lead to the instances; the first is that of `accessType`. */
  kubernetesServices: z.optional(z.array(kubernetesService)),
})

export const serviceEvent = z.object({
  firstSeen: time(),
  lastSeen: time(),
  count: count(),
  level: withVocabulary(z.enum(['Normal', 'Warning']), 'eventLevel'),
  /** Kubernetes kind. */
  objType: withVocabulary(z.string(), 'objType'),
  objName: z.string(),
  reason: z.string(),
  message: z.string(),
})
