import * as z from 'zod/mini'
import { count, time } from '../common'
import { env, volumeMount } from './containerSpec'

/** 服务相关接口/查询服务列表 and 查询服务详情: what the readers answer. */

/** Normal, Abnormal, Waiting, Paused (in mid-update), Updating, RollingBack. */
export const serviceStatus = z.enum([
  'Normal',
  'Abnormal',
  'Waiting',
  'Paused',
  'Updating',
  'RollingBack',
])

export const lbStatus = z.enum(['None', 'Creating', 'Running'])

const common = () => ({
  serviceName: z.string(),
  status: serviceStatus,
  /** Reason → number of containers that have it, e.g. `{"下载镜像失败": 2}`. */
  reasonMap: z.record(z.string(), z.int()),
  createdAt: time(),
  currentReplicas: count(),
  desiredReplicas: count(),
  /** Load balancer, empty where there is none. */
  lbId: z.string(),
  lbStatus,
  /** Address of the load balancer, empty where there is none. */
  externalIp: z.string(),
  /** Address inside the cluster. */
  serviceIp: z.string(),
  /** As in CreateClusterService, also NodePort; empty or ClusterIP: inside the cluster only. */
  accessType: z.string(),
  namespace: z.string(),
  /** Beyond the document (api-facts.md 4.2): English twin of reasonMap. */
  srcReasonMap: z.optional(z.record(z.string(), z.int())),
})

export const serviceSummary = z.object(common())

/** The reader's form of a health check, under other names than `healthCheck` of the writers. */
export const probe = z.object({
  checkMethod: z.enum(['methodTcp', 'methodHttp', 'methodCmd']),
  healthNum: z.int(),
  unhealthNum: z.int(),
  /** Seconds. */
  intervalTime: z.int(),
  /** Seconds. */
  timeOut: z.int(),
  /** Seconds. */
  delayTime: z.int(),
  methodTcp: z.optional(z.object({ port: z.int() })),
  methodHttp: z.optional(
    z.object({ port: z.int(), protocol: z.enum(['HTTP', 'HTTPS']), path: z.string() }),
  ),
  methodCmd: z.optional(z.object({ cmd: z.string() })),
})

export const containerInfo = z.object({
  containerName: z.string(),
  image: z.string(),
  envs: z.array(env),
  volumeMounts: z.array(volumeMount),
  /** Thousandths of a core; 0: none. */
  cpu: z.int(),
  /** Thousandths of a core; 0: none. */
  cpuLimits: z.int(),
  /** MiB; 0: none. */
  memory: z.int(),
  /** MiB; 0: none. */
  memoryLimits: z.int(),
  command: z.string(),
  arguments: z.array(z.string()),
  /** null where there is none, as in the sample; both are read as absent. */
  liveProbe: z.optional(z.nullable(probe)),
  readyProbe: z.optional(z.nullable(probe)),
  /** Beyond the document (api-facts.md 4.2). */
  privileged: z.optional(z.boolean()),
  /** Beyond the document (api-facts.md 4.2). */
  workingDir: z.optional(z.string()),
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
  /** Beyond the document (api-facts.md 4.2): the two parts of `labels`. */
  sysLabels: z.optional(z.record(z.string(), z.string())),
  userLabels: z.optional(z.record(z.string(), z.string())),
  /** Only name and hostPath come back; the other kinds of volume cannot be read. */
  volumes: z.array(z.object({ name: z.string(), hostPath: z.optional(z.string()) })),
  containers: z.array(containerInfo),
  /** Region number. The document's table says String, its sample a number. */
  regionId: z.int(),
  /** Only with SvcLBTypeInner. */
  subnetId: z.optional(z.string()),
  /** Third-party image registry. */
  unHubId: z.optional(z.string()),
  /** In the document's sample only: English reason of the present state. */
  reason: z.optional(z.string()),
  /** In the document's sample only. */
  selector: z.optional(z.record(z.string(), z.string())),
  /** Beyond the document (api-facts.md 4.2). */
  strategy: z.optional(z.enum(['Recreate', 'RollingUpdate'])),
})

export const serviceEvent = z.object({
  firstSeen: time(),
  lastSeen: time(),
  count: count(),
  level: z.enum(['Normal', 'Warning']),
  /** Kubernetes kind, e.g. Pod, Service, Deployment, ReplicaSet. */
  objType: z.string(),
  objName: z.string(),
  reason: z.string(),
  message: z.string(),
})
