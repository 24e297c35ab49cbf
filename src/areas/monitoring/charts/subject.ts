import type { MonitorQuery } from '../../../api/console/monitor'
import type { MetricLevel, MetricName } from '../../../contract/actions/monitoring/metrics'

/** A measured resource: a cluster, service, instance or container. */
export interface Subject {
  clusterId: string
  namespace?: string
  serviceName?: string
  podName?: string
  /** The first 12 digits identify the container. */
  containerId?: string
  /** Display name, if it differs from the last part of the subject's path. */
  label?: string
}

export function levelOf({ serviceName, podName, containerId }: Subject): MetricLevel {
  if (containerId !== undefined) return 'container'
  if (podName !== undefined) return 'pod'
  return serviceName === undefined ? 'cluster' : 'service'
}

/** Number of digits of a container ID in URLs. */
const idDigits = 12

const partsOf = ({ clusterId, namespace, serviceName, podName, containerId }: Subject) =>
  [clusterId, namespace, serviceName, podName, containerId?.slice(0, idDigits)].filter(
    (part) => part !== undefined,
  )

/** A subject's path in URLs, e.g. `cls-1/default/web`. */
export const pathOf = (subject: Subject): string => partsOf(subject).join('/')

/** Parses a subject's path; undefined if invalid. */
export function subjectOf(path: string): Subject | undefined {
  const [clusterId, namespace, serviceName, podName, containerId, ...rest] = path.split('/')
  const isHalf = namespace !== undefined && serviceName === undefined
  if (!clusterId || rest.length > 0 || isHalf || path.split('/').includes('')) return undefined
  return {
    clusterId,
    ...(namespace !== undefined && serviceName !== undefined && { namespace, serviceName }),
    ...(podName !== undefined && { podName }),
    ...(containerId !== undefined && { containerId }),
  }
}

/** A subject's name in a chart's legend. */
export const labelOf = (subject: Subject): string => subject.label ?? partsOf(subject).at(-1) ?? ''

/** The query for a metric of a subject. */
export function queryOf(metric: MetricName, subject: Subject): MonitorQuery {
  const { clusterId, namespace, serviceName, podName, containerId } = subject
  const named = {
    docker_clusterid: clusterId,
    clusterId,
    namespace,
    serviceName,
    podName,
    containerId,
  }
  const dimensions: Record<string, string> = {}
  for (const [name, value] of Object.entries(named)) {
    if (value !== undefined) dimensions[name] = value
  }
  return { metric, dimensions }
}
