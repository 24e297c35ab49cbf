import type { Service } from '../world/resources'

export type Container = Service['template']['containers'][number]
type Check = NonNullable<Container['healthCheck']>[number]

/** A registry path of the account's own images. */
export const own = (path: string) => `ccr.ccs.tencentyun.com/${path}`

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
  /** MiB. */
  memory: number
}

const sized = ({ cpu, memory }: Size) => ({
  cpu,
  cpuLimits: cpu * 2,
  memory,
  memoryLimits: memory * 2,
})

/** A program of our own that answers HTTP and has a health page. */
export const webApp = (
  name: string,
  image: string,
  port: number,
  size: Size,
  envs: Record<string, string>,
): Container => ({
  containerName: name,
  image: own(image),
  envs: envsOf({ ...envs, PORT: String(port), TZ: 'Asia/Shanghai' }),
  ...sized(size),
  healthCheck: [http('liveCheck', port, '/healthz', 10), http('readyCheck', port, '/ready', 3)],
})

/** A program of our own that nobody calls. */
export const worker = (
  name: string,
  image: string,
  size: Size,
  envs: Record<string, string>,
  args?: string[],
): Container => ({
  containerName: name,
  image: own(image),
  envs: envsOf({ ...envs, TZ: 'Asia/Shanghai' }),
  ...sized(size),
  ...(args && { arguments: args }),
})

/** Somebody else's server on one TCP port. */
export const server = (name: string, image: string, port: number, size: Size): Container => ({
  containerName: name,
  image,
  ...sized(size),
  healthCheck: [tcp('liveCheck', port), tcp('readyCheck', port)],
})

/** How a seeded service came to be. */
export interface ServiceSpec {
  namespace: string
  name: string
  description?: string
  /** Age in days. */
  days: number
  replicas: number
  access?: 'LoadBalancer' | 'SvcLBTypeInner' | 'ClusterIP' | 'None'
  /** Ports as the load balancer or the service has them, and the containers' own. */
  ports?: readonly (readonly [lbPort: number, containerPort: number])[]
  containers: Container[]
  volumes?: Service['template']['volumes']
  /** The last update: how many days ago, and the tag that the first container had before. */
  updated?: { daysAgo: number; from: string }
  /** What has been done to it since. */
  since?: 'pausedInUpdate'
}

export interface NodesSpec {
  count: number
  type: 'CVM.S1' | 'CVM.S2' | 'CVM.I2' | 'CVM.M2' | 'CVM.C2'
  cpu: number
  mem: number
  /** By the hour unless it says so. */
  prepaid?: boolean
  /** Mbps. */
  bandwidth?: number
  labels?: Record<string, string>
}

export interface ClusterSpec {
  /** Long form. */
  region: string
  name: string
  description: string
  /** Which of the region's VPCs. */
  vpc: 'prod' | 'staging'
  cidr: string
  os: 'centos7.2x86_64' | 'ubuntu16.04.1 LTSx86_64'
  k8sVersion: string
  days: number
  nodes: NodesSpec[]
  /** Descriptions of the namespaces that services live in, beside the built-in ones. */
  namespaces: Record<string, string>
  services: ServiceSpec[]
  /** The cluster is overdue since so many days. */
  isolatedDaysAgo?: number
  /** What has gone wrong with the n-th node, and how many days ago. */
  trouble?: { node: number; reason: string; daysAgo: number }
}
