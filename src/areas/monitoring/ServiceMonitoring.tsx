import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useRead } from '../../api/client/read'
import { servicePath, usePathNames } from '../../api/session/paths'
import type { ResponseOf } from '../../contract/action'
import type { MetricName } from '../../contract/actions/monitoring/metrics'
import { DescribeServiceInstance } from '../../contract/actions/services/instances'
import { DescribeClusterServiceInfo } from '../../contract/actions/services/services'
import type { ThresholdLine } from '../../ui/chart/model/mark'
import { LocationLink } from '../../ui/page/LocationLink'
import { ChartError } from './charts/ChartError'
import { DrillDownLinks, useDrillDownPath } from './charts/DrillDownLinks'
import { type Comparison, ObjectCharts } from './charts/ObjectCharts'
import type { Subject } from './charts/subject'
import css from './monitoring.module.css'

type Instance = ResponseOf<typeof DescribeServiceInstance>['instances'][number]
type Container = ResponseOf<typeof DescribeClusterServiceInfo>['service']['containers'][number]
type ServiceRef = { clusterId: string; namespace: string; serviceName: string }

const comparedMetrics: readonly MetricName[] = ['container_cpu_used', 'container_mem_used']
const networkMetrics: readonly MetricName[] = ['pod_in_bandwidth', 'pod_out_bandwidth']
/** Services with more instances are not broken down by instance. */
const maxCompared = 40

const ofInstance = (serviceRef: ServiceRef, { name }: Instance): Subject => ({
  ...serviceRef,
  podName: name,
})

/**
 * Containers of created instances, labelled with the instance and, if it has several containers,
 * with the container.
 */
const containersOf = (serviceRef: ServiceRef, instances: readonly Instance[]): Subject[] =>
  instances.flatMap((instance) =>
    instance.containers
      .filter(({ containerId }) => containerId !== '')
      .map(({ name, containerId }) => ({
        ...ofInstance(serviceRef, instance),
        containerId,
        label: instance.containers.length > 1 ? `${instance.name} ${name}` : instance.name,
      })),
  )

/** A container's request and limit as lines on its usage charts; 0 means not set. */
function levelsIn(container: Container | undefined) {
  const ends = (
    request: number | undefined,
    limit: number | undefined,
    scale: number,
  ): ThresholdLine[] => [
    ...(request ? [{ kind: 'request', value: request / scale } as const] : []),
    ...(limit ? [{ kind: 'limit', value: limit / scale } as const] : []),
  ]
  const { cpu, cpuLimits, memory, memoryLimits } = container ?? {}
  const levels: Partial<Record<MetricName, readonly ThresholdLine[]>> = {
    container_cpu_used: ends(cpu, cpuLimits, 1000),
    container_mem_used: ends(memory, memoryLimits, 1),
  }
  return (metric: MetricName) => levels[metric] ?? []
}

function Breadcrumbs({ serviceRef, instance }: { serviceRef: ServiceRef; instance: string }) {
  const { t } = useTranslation('monitoring')
  const [search] = useSearchParams()
  const pathOf = useDrillDownPath()
  const path = `${servicePath(serviceRef)}/monitoring`
  const container = search.get('container')
  return (
    <nav className={css.trail} aria-label={t('trail')}>
      <LocationLink to={pathOf({ path })}>{serviceRef.serviceName}</LocationLink>
      <span aria-hidden>›</span>
      {container === null ? (
        <strong>{instance}</strong>
      ) : (
        <>
          <LocationLink to={pathOf({ path, search: { instance } })}>{instance}</LocationLink>
          <span aria-hidden>›</span>
          <strong>{container}</strong>
        </>
      )}
    </nav>
  )
}

/** Returns the charted resource: the service, or the instance or container named in the URL. */
function useShownSubject(serviceRef: ServiceRef, instances: readonly Instance[]) {
  const [search] = useSearchParams()
  const [instance, container] = [search.get('instance'), search.get('container')]
  const match = instances.find(({ name }) => name === instance)
  const part = match?.containers.find(({ name }) => name === container)
  const { clusterId, namespace, serviceName } = serviceRef
  const containerId = part?.containerId || undefined
  const subject = useMemo(
    (): Subject => ({
      clusterId,
      namespace,
      serviceName,
      ...(instance !== null && { podName: instance }),
      ...(containerId !== undefined && { containerId, label: container ?? '' }),
    }),
    [clusterId, namespace, serviceName, instance, containerId, container],
  )
  return { instance, container, found: match, subject }
}

/** The monitoring tab of a service, with drill-down to instances and containers. */
export function ServiceMonitoring() {
  const { t } = useTranslation('monitoring')
  const { clusterId = '', namespace = '', serviceName = '' } = usePathNames()
  const serviceRef = useMemo(
    () => ({ clusterId, namespace, serviceName }),
    [clusterId, namespace, serviceName],
  )
  const path = `${servicePath({ clusterId, namespace, serviceName })}/monitoring`
  const read = useRead(DescribeServiceInstance, { ...serviceRef, limit: 100 })
  const info = useRead(DescribeClusterServiceInfo, serviceRef)
  const instances = useMemo(() => read.data?.instances ?? [], [read.data])
  const { instance, container, found, subject } = useShownSubject(serviceRef, instances)

  const level = `${instance} ${container}`
  const shownLevel = useRef(level)
  useEffect(() => {
    // For the user, drilling down opens another page, although the tab stays mounted.
    if (shownLevel.current !== level) window.scrollTo(0, 0)
    shownLevel.current = level
  }, [level])

  const comparisons = useMemo((): Comparison[] => {
    const among = (found ? [found] : instances).slice(0, maxCompared)
    const title = t(found ? 'compared.containers' : 'compared.instances')
    const subjects = containersOf(serviceRef, among)
    if (container !== null) return []
    if (found) return [{ title, metrics: comparedMetrics, subjects }]
    const pods = among.map((item) => ofInstance(serviceRef, item))
    return [
      { title, metrics: comparedMetrics, subjects },
      { title: t('compared.network'), metrics: networkMetrics, subjects: pods },
    ]
  }, [t, serviceRef, instances, found, container])

  const isLost = container !== null && subject.containerId === undefined
  if (isLost && read.data) {
    return (
      <>
        {instance !== null && <Breadcrumbs serviceRef={serviceRef} instance={instance} />}
        <ChartError thing={container} what="goneContainer" />
      </>
    )
  }
  if (isLost) return null
  const steps = found
    ? found.containers.map(({ name }) => ({
        label: name,
        path,
        search: { instance: found.name, container: name },
      }))
    : instances.map(({ name }) => ({ label: name, path, search: { instance: name } }))
  return (
    <ObjectCharts
      subject={subject}
      levelsOf={levelsIn(
        info.data?.service.containers.find(({ containerName }) => containerName === container),
      )}
      comparisons={comparisons}
      above={instance !== null && <Breadcrumbs serviceRef={serviceRef} instance={instance} />}
      below={
        container === null && (
          <DrillDownLinks title={t(found ? 'down.containers' : 'down.instances')} steps={steps} />
        )
      }
    />
  )
}
