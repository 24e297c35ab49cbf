import * as z from 'zod/mini'
import { noted, worded } from '../../rules/rules'
import { count, time } from '../common'
import { checkMethod, env, healthCheck, volumeMount } from './containerSpec'
import { nodeAffinity, podAffinity, updateStrategy, volumeType } from './serviceSpec'

/** 服务相关接口/查询服务列表 and 查询服务详情: response schemas. */

export const serviceStatus = worded(
  z.enum(['Normal', 'Abnormal', 'Waiting', 'Paused', 'Updating', 'RollingBack']),
  'serviceStatus',
)

export const lbStatus = worded(z.enum(['None', 'Creating', 'Running']), 'lbStatus')

const common = () => ({
  serviceName: z.string(),
  status: serviceStatus,
  /** Reason → number of affected containers, e.g. `{"下载镜像失败": 2}`. */
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
  accessType: worded(z.string(), 'accessType', 'accessTypeOfResponse'),
  namespace: z.string(),
  /** Not in the API document (api-facts.md 4.2): reasonMap in English. */
  srcReasonMap: z.optional(z.record(z.string(), z.int())),
})

export const serviceSummary = z.object(common())

/** A health check as responses name its fields, unlike `healthCheck` in requests. */
export const probe = z.object({
  checkMethod,
  healthNum: z.int(),
  unhealthNum: z.int(),
  /** Seconds. */
  intervalTime: z.int(),
  /** Seconds. */
  timeOut: z.int(),
  /** Seconds. */
  delayTime: z.int(),
  /** null with another checkMethod, like the two below. */
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
  /** null if none, as in the sample. */
  liveProbe: z.nullable(probe),
  readyProbe: z.nullable(probe),
  /** Not in the API document: the checks as requests take them. */
  healthCheck: z.optional(z.array(healthCheck)),
  /** Not in the API document (api-facts.md 4.2). */
  privileged: z.optional(z.boolean()),
  /** Not in the API document (api-facts.md 4.2). */
  workingDir: z.optional(z.string()),
})

/** The document has only name and hostPath. */
const volumeInfo = z.object({
  name: z.string(),
  /** Directory on the node; empty for a temporary one and for other kinds of volumes. */
  hostPath: z.string(),
  volumeType: z.optional(volumeType),
  cbsDiskId: z.optional(z.string()),
  nfsPath: z.optional(z.string()),
  configId: z.optional(z.string()),
  configVersion: z.optional(z.string()),
  configKeys: z.optional(z.array(z.string())),
})

/**
 * A setting that the parameters of ModifyClusterService cannot express and that it leaves as it is,
 * as long as the request does not name it.
 */
export const keptSetting = z.object({
  /** Path of the parameter, list entries by name: `['containers', 'web', 'envs', 'PASSWORD']`. */
  path: z.array(z.string()),
  /** Its value, or where its value comes from: `1` or `secretKeyRef db/password`. */
  value: z.optional(z.string()),
})

/** Another program that changes the service. */
export const manager = z.object({
  /**
   * `autoscaler` sets the replicas, `owner` and `manager` may restore the whole configuration;
   * `unknownAutoscaler`: the backend may not read autoscalers, so there may be one.
   */
  kind: z.enum(['autoscaler', 'owner', 'manager', 'unknownAutoscaler']),
  /** Name for users, e.g. `Argo CD` or `Rollout web`; empty for an unknown one. */
  name: z.string(),
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
  /** Of SvcLBTypeInner; otherwise empty. */
  subnetId: z.string(),
  /** Third-party image registry; empty if none. */
  unHubId: z.string(),
  /** Only in the document's sample: the reason of the current state in English; empty if normal. */
  reason: z.string(),
  /** Only in the document's sample. */
  selector: z.record(z.string(), z.string()),
  /** Not in the API document (api-facts.md 4.2). */
  strategy: z.optional(updateStrategy),
  /** Not in the API document, like the two below: the settings as requests take them. */
  minReadySeconds: z.optional(noted(z.int(), { unit: 's' })),
  nodeAffinity: z.optional(z.array(nodeAffinity)),
  podAffinity: z.optional(z.array(podAffinity)),
  /** Not in the API document, like the one below. */
  managers: z.optional(z.array(manager)),
  kept: z.optional(z.array(keptSetting)),
})

export const serviceEvent = z.object({
  firstSeen: time(),
  lastSeen: time(),
  count: count(),
  level: worded(z.enum(['Normal', 'Warning']), 'eventLevel'),
  /** Kubernetes kind. */
  objType: worded(z.string(), 'objType'),
  objName: z.string(),
  reason: z.string(),
  message: z.string(),
})
