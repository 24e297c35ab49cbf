/** Limits that schemas, the simulation and the console's forms use. */

/** 服务相关接口/创建服务, `nodePort`: Kubernetes' default range (api-facts.md 6). */
export const nodePortRange = { first: 30_000, last: 32_767 } as const

/** 集群相关接口/创建集群, `rootSize` and `storageSize`; the maximum is from the vendor's page on disks. */
export const diskSizes = {
  root: { min: 20, max: 50 },
  data: { max: 16_000, step: 10 },
} as const

/** Public bandwidth in Mbps, by billing mode (api-facts.md 3). */
export const maxBandwidth = { traffic: 100, time: 200 } as const

/** 服务相关接口/创建服务, `healthCheck`; times in seconds. */
export const healthCheckLimits = {
  healthNum: { min: 1, max: 10 },
  unhealthNum: { min: 1, max: 10 },
  intervalTime: { min: 2, max: 300 },
  timeOut: { min: 2, max: 60 },
  delayTime: { min: 0, max: 60 },
} as const

/** 服务相关接口/创建服务: minimum CPU in millicores, and minimum memory limit in MiB; 0 sets no limit. */
export const leastResources = { cpu: 100, memoryLimits: 4 } as const

/** 集群相关接口/创建集群, `goodsNum`. */
export const maxMachinesPerRequest = 100

/** 服务相关接口/创建服务: affinities 不支持1.4.6集群 (are not supported on 1.4.6 clusters). */
export const versionsWithoutAffinity: readonly string[] = ['1.4.6']

/** 服务相关接口/获取服务事件列表: 最近一小时. */
export const eventWindowSeconds = 3600
