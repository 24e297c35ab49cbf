import type { DecodedOf } from '../../../../../src/contract/action'
import type * as contract from '../../../../../src/contract/actions/services/services'
import { failedNamespaceStatusPrecondition } from '../../../../../src/contract/rules/preconditions'
import { versionsWithoutAffinity } from '../../../../../src/contract/tables/limits'
import { denied, invalid } from '../../../apiError'
import type { Context, Handler } from '../../handler'
import { namespaceStatus } from '../../lifecycle/cluster/namespace'
import { accessFor } from '../../lifecycle/service/access'
import { updateService } from '../../lifecycle/service/rolloutChanges'
import { deleteService, newService } from '../../lifecycle/service/service'
import { clusterIn } from '../../refusals'
import { configurations, networkOf } from '../../seed/network'
import type { Cluster } from '../../world/resources'
import type { Service, Template } from '../../world/serviceResources'
import { serviceKey } from '../../world/world'
import { namespaceIn } from '../clusters/namespaces'
import { changeableService, putChanged, recordAction, recordLostBalancer } from './find'

type Spec = DecodedOf<typeof contract.CreateClusterService>

const templateIn = ({ containers, volumes, nodeAffinity, podAffinity }: Spec) => ({
  containers,
  volumes,
  nodeAffinity,
  podAffinity,
})

/** Clusters of version 1.4.6 do not support affinities (创建服务: 不支持1.4.6集群). */
function checkAffinity(cluster: Cluster, spec: Spec): void {
  if (!versionsWithoutAffinity.includes(cluster.k8sVersion)) return
  for (const field of ['nodeAffinity', 'podAffinity'] as const) {
    if (spec[field]?.length) {
      throw invalid(field, `is not supported by clusters of version ${cluster.k8sVersion}`)
    }
  }
}

/** Throws if a volume refers to a disk or a configuration that the account does not have. */
function checkVolumes({ region }: Cluster, { volumes = [] }: Spec): void {
  const { disks } = networkOf(region)
  for (const [index, { volumeType, cbsDiskId = '', configId = '' }] of volumes.entries()) {
    if (volumeType === 'cbsDisk' && !disks.some((disk) => disk.storageId === cbsDiskId)) {
      throw invalid(`volumes.${index}.cbsDiskId`, `${cbsDiskId} is not a cloud disk of ${region}`)
    }
    if (volumeType === 'configMap' && !configurations.includes(configId)) {
      throw invalid(
        `volumes.${index}.configId`,
        `${configId} is not a configuration of the account`,
      )
    }
  }
}

export const CreateClusterService: Handler<typeof contract.CreateClusterService> = (
  params,
  context,
) => {
  const { world, now } = context
  const cluster = clusterIn(context, params.clusterId)
  const { namespace, serviceName: name, serviceDesc: description = '', replicas } = params
  const status = namespaceStatus(namespaceIn(context, cluster.id, namespace))
  if (failedNamespaceStatusPrecondition(status)) {
    throw denied('NamespaceTerminating', `namespace ${namespace} is being deleted`)
  }
  if (world.get('service', serviceKey(cluster.id, namespace, name))) {
    throw denied('ResourceExistAlready', `service ${namespace}/${name} already exists`)
  }
  checkAffinity(cluster, params)
  checkVolumes(cluster, params)
  const service = newService({
    clusterId: cluster.id,
    namespace,
    name,
    description,
    replicas,
    createdAt: now,
    template: templateIn(params),
    access: accessFor(cluster, params, context),
  })
  world.put('service', service)
  return {}
}

const recordUpdate = (context: Context, before: Service, after: Service) => {
  if (after.revision === before.revision) return
  recordAction(context, after, 'DeploymentUpdated', `Updated to revision ${after.revision}`)
}

export const ModifyClusterService: Handler<typeof contract.ModifyClusterService> = (
  params,
  context,
) => {
  const service = changeableService(context, params)
  const cluster = clusterIn(context, params.clusterId)
  const { strategy, minReadySeconds, replicas, serviceDesc: description = '' } = params
  checkAffinity(cluster, params)
  checkVolumes(cluster, params)
  const template: Template = { ...templateIn(params), strategy, minReadySeconds }
  const access = accessFor(cluster, params, context, service.access)
  recordLostBalancer(context, service, access)
  const changed = updateService(service, { description, replicas, access, template }, context.now)
  putChanged(context, changed)
  recordUpdate(context, service, changed)
  return {}
}

type NewImages = DecodedOf<typeof contract.ModifyClusterServiceImage>

/**
 * `image` applies to a service with one container; `containers` selects containers by name
 * (修改服务镜像).
 */
function withImages({ containers }: Template, { image, containers: imageChanges = [] }: NewImages) {
  if (image !== undefined && containers.length > 1) {
    throw invalid('image', `cannot be used: the service has ${containers.length} containers`)
  }
  const images = new Map<string, string>()
  for (const [index, value] of imageChanges.entries()) {
    if (!containers.some(({ containerName }) => containerName === value.containerName)) {
      const path = `containers.${index}.containerName`
      throw invalid(path, `${value.containerName} is not a container of the service`)
    }
    images.set(value.containerName, value.image)
  }
  return containers.map((container) => ({
    ...container,
    image: images.get(container.containerName) ?? image ?? container.image,
  }))
}

export const ModifyClusterServiceImage: Handler<typeof contract.ModifyClusterServiceImage> = (
  params,
  context,
) => {
  const service = changeableService(context, params)
  const template = { ...service.template, containers: withImages(service.template, params) }
  const changed = updateService(service, { template }, context.now)
  putChanged(context, changed)
  recordUpdate(context, service, changed)
  return {}
}

export const ModifyServiceDescription: Handler<typeof contract.ModifyServiceDescription> = (
  params,
  context,
) => {
  const service = changeableService(context, params)
  context.world.put('service', { ...service, description: params.description ?? '' })
  return {}
}

export const DeleteClusterService: Handler<typeof contract.DeleteClusterService> = (
  params,
  context,
) => {
  deleteService(context.world, changeableService(context, params), context.now, context)
  return {}
}
