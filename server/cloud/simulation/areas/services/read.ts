import type { ResponseOf } from '../../../../../src/contract/action'
import type * as contract from '../../../../../src/contract/actions/services/services'
import { defaultOf, dependentDefaults } from '../../../../../src/contract/tables/dependentDefaults'
import type { Handler } from '../../handler'
import { type Check, checkDefaults, checkOf } from '../../lifecycle/pod/pace'
import { labelsOf } from '../../lifecycle/schedule/affinity'
import { serviceEvents } from '../../lifecycle/service/events'
import { serviceView } from '../../lifecycle/service/view'
import { clusterIn } from '../../refusals'
import type { Service, Template } from '../../world/serviceResources'
import { namespaceIn } from '../clusters/namespaces'
import { serviceIn } from './find'

type Info = ResponseOf<typeof contract.DescribeClusterServiceInfo>['service']
type ContainerInfo = Info['containers'][number]

const newestFirst = (a: Service, b: Service) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1)

export const DescribeClusterService: Handler<typeof contract.DescribeClusterService> = (
  { clusterId, namespace, allnamespace },
  context,
) => {
  const { world, now } = context
  clusterIn(context, clusterId)
  if (!allnamespace) namespaceIn(context, clusterId, namespace)
  const services = world
    .ownedBy('service', clusterId)
    .filter((service) => allnamespace || service.namespace === namespace)
    .sort(newestFirst)
    .map((service) => serviceView(world, service, now))
  return { totalCount: services.length, services }
}

/** Converts a check to `liveProbe` or `readyProbe` as the response names them (查询服务详情). */
function probeOf(check: Check): NonNullable<ContainerInfo['liveProbe']> {
  const { checkMethod, port = 0, protocol = 'HTTP', path = '', cmd = '' } = check
  return {
    checkMethod,
    ...checkDefaults(check),
    methodTcp: checkMethod === 'methodTcp' ? { port } : null,
    methodHttp: checkMethod === 'methodHttp' ? { port, protocol, path } : null,
    methodCmd: checkMethod === 'methodCmd' ? { cmd } : null,
  }
}

function containerInfo(container: Template['containers'][number]): ContainerInfo {
  const { memory = 0, healthCheck = [], privileged, workingDir } = container
  const liveCheck = checkOf(container, 'liveCheck')
  const readyCheck = checkOf(container, 'readyCheck')
  return {
    containerName: container.containerName,
    image: container.image,
    envs: container.envs ?? [],
    volumeMounts: container.volumeMounts ?? [],
    cpu: container.cpu ?? 0,
    cpuLimits: container.cpuLimits ?? 0,
    memory,
    memoryLimits: container.memoryLimits || defaultOf(dependentDefaults.memoryLimits, { memory }),
    command: container.command ?? '',
    arguments: container.arguments ?? [],
    liveProbe: liveCheck ? probeOf(liveCheck) : null,
    readyProbe: readyCheck ? probeOf(readyCheck) : null,
    healthCheck,
    ...(privileged !== undefined && { privileged }),
    ...(workingDir !== undefined && { workingDir }),
  }
}

const volumeInfo = (volume: NonNullable<Template['volumes']>[number]) => ({
  ...volume,
  hostPath: volume.hostPath ?? '',
})

/**
 * Returns more fields than the API documentation lists: all settings of the service, so that a
 * client can read, change and write a service without losing any of them.
 */
export const DescribeClusterServiceInfo: Handler<typeof contract.DescribeClusterServiceInfo> = (
  params,
  context,
) => {
  const service = serviceIn(context, params)
  const { template, access } = service
  const summary = serviceView(context.world, service, context.now)
  const abnormalReason = Object.keys(summary.srcReasonMap ?? {}).find(
    (value) => value !== 'container running',
  )
  return {
    service: {
      ...summary,
      serviceDesc: service.description,
      portMappings: access.ports,
      labels: { ...service.userLabels, ...labelsOf(service.name) },
      sysLabels: labelsOf(service.name),
      userLabels: service.userLabels ?? {},
      selector: labelsOf(service.name),
      volumes: (template.volumes ?? []).map(volumeInfo),
      containers: template.containers.map(containerInfo),
      regionId: context.region.id,
      subnetId: access.subnetId ?? '',
      unHubId: '',
      reason: abnormalReason ?? '',
      strategy: template.strategy,
      minReadySeconds: template.minReadySeconds ?? 0,
      nodeAffinity: template.nodeAffinity ?? [],
      podAffinity: template.podAffinity ?? [],
    },
  }
}

export const DescribeServiceEvent: Handler<typeof contract.DescribeServiceEvent> = (
  params,
  context,
) => ({ eventList: serviceEvents(context.world, serviceIn(context, params), context.now) })
