import type { MonitorQuery } from '../../../api/console/monitor'
import type { MetricLevel, MetricName } from '../../../contract/actions/monitoring/metrics'

/** What is measured: a cluster, a service in it, an instance of that, or a container of that. */
export interface Subject {
  clusterId: string
  namespace?: string
  serviceName?: string
  podName?: string
  /** The first 12 digits are enough. */
  containerId?: string
  /** What people call it, where that is not the last of the above. */
  label?: string
}

export function levelOf({ serviceName, podName, containerId }: Subject): MetricLevel {
  if (containerId !== undefined) return 'container'
  if (podName !== undefined) return 'pod'
  return serviceName === undefined ? 'cluster' : 'service'
}

/** Digits of a container's id that addresses carry. */
const idDigits = 12

const partsOf = ({ clusterId, namespace, serviceName, podName, containerId }: Subject) =>
  [clusterId, namespace, serviceName, podName, containerId?.slice(0, idDigits)].filter(
    (part) => part !== undefined,
  )

/** A subject as addresses name it, e.g. `cls-1/default/web`. */
export const pathOf = (subject: Subject): string => partsOf(subject).join('/')

/** The subject of a path; undefined where it is none. */
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

/** Name of a subject on a chart. */
export const labelOf = (subject: Subject): string => subject.label ?? partsOf(subject).at(-1) ?? ''

/** The question that a metric of a subject is. */
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
