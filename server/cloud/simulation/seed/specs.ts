import type { Service } from '../world/serviceResources'

export type Container = Service['template']['containers'][number]
type Check = NonNullable<Container['healthCheck']>[number]

/** Full image name of a path in the account's own registry. */
export const ownImage = (path: string) => `ccr.ccs.tencentyun.com/${path}`

const envsOf = (values: Record<string, string>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }))

const http = (type: Check['type'], port: number, path: string, delayTime: number): Check => ({
  type,
  healthNum: type === 'liveCheck' ? 1 : 2,
  unhealthNum: 3,
  intervalTime: 5,
  timeOut: 2,
  delayTime,
  checkMethod: 'methodHttp',
  port,
  protocol: 'HTTP',
  path,
})

const tcp = (type: Check['type'], port: number): Check => ({
  type,
  healthNum: 1,
  unhealthNum: 3,
  intervalTime: 10,
  timeOut: 3,
  delayTime: 5,
  checkMethod: 'methodTcp',
  port,
})

interface Size {
  /** Thousandths of a core. */
  cpu: number
  /** Memory in MiB. */
  memory: number
}

const sized = ({ cpu, memory }: Size) => ({
  cpu,
  cpuLimits: cpu * 2,
  memory,
  memoryLimits: memory * 2,
})

/** Container of one of the account's own HTTP services, with health checks. */
export const webApp = (
  name: string,
  image: string,
  port: number,
  size: Size,
  envs: Record<string, string>,
): Container => ({
  containerName: name,
  image: ownImage(image),
  envs: envsOf({ ...envs, PORT: String(port), TZ: 'Asia/Shanghai' }),
  ...sized(size),
  healthCheck: [http('liveCheck', port, '/healthz', 10), http('readyCheck', port, '/ready', 3)],
})

/** Container of one of the account's own services that listens on no port. */
export const worker = (
  name: string,
  image: string,
  size: Size,
  envs: Record<string, string>,
  args?: string[],
): Container => ({
  containerName: name,
  image: ownImage(image),
  envs: envsOf({ ...envs, TZ: 'Asia/Shanghai' }),
  ...sized(size),
  ...(args && { arguments: args }),
})

/** Container of a third-party server that listens on one TCP port. */
export const server = (name: string, image: string, port: number, size: Size): Container => ({
  containerName: name,
  image,
  ...sized(size),
  healthCheck: [tcp('liveCheck', port), tcp('readyCheck', port)],
})

/** Specification of a seeded service. */
export interface ServiceSpec {
  namespace: string
  name: string
  description?: string
  /** Days since the service was created. */
  days: number
  replicas: number
  access?: 'LoadBalancer' | 'SvcLBTypeInner' | 'ClusterIP' | 'None'
  /** Ports of the load balancer or service, each with the container port that it maps to. */
  ports?: readonly (readonly [lbPort: number, containerPort: number])[]
  containers: Container[]
  volumes?: Service['template']['volumes']
  /** The last update of the service: its age in days, and the first container's tag before it. */
  updated?: { daysAgo: number; from: string }
  /** An action that was performed after the last update started. */
  laterAction?: 'pausedInUpdate'
}

export interface NodesSpec {
  count: number
  type: 'CVM.S1' | 'CVM.S2' | 'CVM.I2' | 'CVM.M2' | 'CVM.C2'
  cpu: number
  mem: number
  /** Whether the machines are prepaid; otherwise they are billed by the hour. */
  prepaid?: boolean
  /** Bandwidth in Mbps. */
  bandwidth?: number
  labels?: Record<string, string>
}

export interface ClusterSpec {
  /** Region in its long form, e.g. `ap-guangzhou`. */
  region: string
  name: string
  description: string
  /** Name of a VPC in the cluster's region. */
  vpc: 'prod' | 'staging'
  cidr: string
  os: 'centos7.2x86_64' | 'ubuntu16.04.1 LTSx86_64'
  k8sVersion: string
  days: number
  nodes: NodesSpec[]
  /** Namespaces in addition to the built-in ones: descriptions by name. */
  namespaces: Record<string, string>
  services: ServiceSpec[]
  /** Days since the cluster was isolated because its bill was overdue. */
  isolatedDaysAgo?: number
  /** Fault of the node with the index `node`, and its age in days. */
  fault?: { node: number; reason: string; daysAgo: number }
}
