/** 监控相关接口/查询容器服务监控信息, sections 5 to 8: metrics by resource level, with units. */

export const metricLevels = {
  cluster: { namespace: 'qce/cvm', dimensions: ['docker_clusterid'] },
  service: { namespace: 'qce/docker', dimensions: ['clusterId', 'serviceName', 'namespace'] },
  pod: {
    namespace: 'qce/docker',
    dimensions: ['clusterId', 'serviceName', 'namespace', 'podName'],
  },
  container: {
    namespace: 'qce/docker',
    /** A containerId may be abbreviated to its first 12 digits. */
    dimensions: ['clusterId', 'serviceName', 'namespace', 'podName', 'containerId'],
  },
} as const

export type MetricLevel = keyof typeof metricLevels

export interface Metric {
  level: MetricLevel
  unit: '%' | 'core' | 'MiB' | 'MB' | 'Mbps' | 'packets/s' | 'KB/s' | 'count'
  meaning: string
}

const metricFactory =
  (level: MetricLevel) =>
  (unit: Metric['unit'], meaning: string): Metric => ({ level, unit, meaning })

const cluster = metricFactory('cluster')
const service = metricFactory('service')
const pod = metricFactory('pod')
const container = metricFactory('container')

export const metrics = {
  dc_cpu_usage: cluster('%', 'CPU usage, mean of the nodes'),
  dc_mem_usage: cluster('%', 'Memory usage, mean of the nodes'),

  service_cpu_used: service('core', 'CPU used by all instances'),
  service_cpu_usage_for_cluster: service('%', 'CPU used, of the cluster'),
  service_mem_used: service('MiB', 'Memory used by all instances'),
  service_mem_usage_for_cluster: service('%', 'Memory used, of the cluster'),
  service_in_flux: service('MB', 'Traffic into all instances within the period'),
  service_out_flux: service('MB', 'Traffic out of all instances within the period'),
  service_in_bandwidth: service('Mbps', 'Bandwidth into all instances'),
  service_out_bandwidth: service('Mbps', 'Bandwidth out of all instances'),
  service_in_packets: service('packets/s', 'Packets into all instances'),
  service_out_packets: service('packets/s', 'Packets out of all instances'),

  pod_in_bandwidth: pod('Mbps', 'Bandwidth into the instance'),
  pod_out_bandwidth: pod('Mbps', 'Bandwidth out of the instance'),
  pod_in_flux: pod('MB', 'Traffic into the instance within the period'),
  pod_out_flux: pod('MB', 'Traffic out of the instance within the period'),
  pod_in_packets: pod('packets/s', 'Packets into the instance'),
  pod_out_packets: pod('packets/s', 'Packets out of the instance'),

  container_cpu_used: container('core', 'CPU used'),
  container_cpu_usage_for_node: container('%', 'CPU used, of the node'),
  container_cpu_usage_for_request: container('%', 'CPU used, of the request'),
  container_cpu_usage_for_limit: container('%', 'CPU used, of the limit'),
  container_mem_used: container('MiB', 'Memory used'),
  container_mem_usage_for_node: container('%', 'Memory used, of the node'),
  container_mem_usage_for_request: container('%', 'Memory used, of the request'),
  container_mem_usage_for_limit: container('%', 'Memory used, of the limit'),
  container_disk_read_traffic: container('KB/s', 'Read from disk'),
  container_disk_write_traffic: container('KB/s', 'Written to disk'),
  container_disk_read: container('count', 'Read operations of the disk'),
  container_disk_write: container('count', 'Write operations of the disk'),
} as const satisfies Readonly<Record<string, Metric>>

export type MetricName = keyof typeof metrics

export const isMetricName = (name: unknown): name is MetricName =>
  typeof name === 'string' && Object.hasOwn(metrics, name)

/** All metrics, in the document's order. */
export const metricNames: readonly MetricName[] = Object.keys(metrics).filter(isMetricName)

/** Periods in seconds (api-facts.md 5.7). */
export const metricPeriods = [60, 300, 3600, 86_400] as const

export type MetricPeriod = (typeof metricPeriods)[number]

const day = 86_400

/** Retention of a period's values in seconds; older values are null. */
export const metricRetention: Readonly<Record<MetricPeriod, number>> = {
  60: 31 * day,
  300: 31 * day,
  3600: 93 * day,
  86400: 186 * day,
}

/** The longest retention. */
export const longestRetention = Math.max(...metricPeriods.map((period) => metricRetention[period]))

/** Maximum points per request; longer ranges must be split (api-facts.md 5.7). */
export const maxDataPoints = 1440

/** The default period in seconds (the vendor's page on this host). */
export const defaultMetricPeriod: MetricPeriod = 300
