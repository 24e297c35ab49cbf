import { denied, invalid } from '../../apiError'
import type { Handlers } from '../../backend'
import { annotationNames, annotations } from '../annotations'
import type { Clusters } from '../clusters/find'
import type { Deployment } from '../objects/deployment'
import { changeableService } from './find'
import { patchDeployment } from './patch'
import { patchImages } from './rollback/patchImages'
import { rollBack } from './rollback/rollBack'

/** New images by container name. */
function newImages(
  { spec }: Deployment,
  image: string | undefined,
  containerImages: readonly { containerName: string; image: string }[],
): { name: string; image: string }[] {
  const { containers } = spec.template.spec
  if (image !== undefined && containers.length > 1) {
    throw invalid('image', `cannot be used: the service has ${containers.length} containers`)
  }
  for (const [index, { containerName }] of containerImages.entries()) {
    if (!containers.some(({ name }) => name === containerName)) {
      const path = `containers.${index}.containerName`
      throw invalid(path, `${containerName} is not a container of the service`)
    }
  }
  const images = new Map(
    containerImages.map((containerImage) => [containerImage.containerName, containerImage.image]),
  )
  return containers.flatMap(({ name }) => {
    const newImage = images.get(name) ?? image
    return newImage === undefined ? [] : [{ name, image: newImage }]
  })
}

export const serviceChanges = (clusters: Clusters) =>
  ({
    /** Kubernetes would scale a paused service immediately; the API scales it on resume. */
    ModifyServiceReplicas: async (params, context) => {
      const { cluster, deployment } = await changeableService(clusters, params, context)
      const body = deployment.spec.paused
        ? { metadata: { annotations: { [annotationNames.replicas]: String(params.scaleTo) } } }
        : { spec: { replicas: params.scaleTo } }
      await patchDeployment(cluster, deployment, body)
      return {}
    },

    PauseClusterService: async (params, context) => {
      const { cluster, deployment } = await changeableService(clusters, params, context)
      if (deployment.spec.paused) {
        throw denied('ServicePaused', `service ${params.serviceName} is paused already`)
      }
      await patchDeployment(cluster, deployment, { spec: { paused: true } })
      return {}
    },

    ResumeClusterService: async (params, context) => {
      const { cluster, deployment } = await changeableService(clusters, params, context)
      if (!deployment.spec.paused) {
        throw denied('ServiceNotPaused', `service ${params.serviceName} is not paused`)
      }
      const replicas = annotations.replicas(deployment)
      await patchDeployment(cluster, deployment, {
        metadata: { annotations: { [annotationNames.replicas]: null } },
        spec: { paused: null, ...(replicas !== undefined && { replicas }) },
      })
      return {}
    },

    RedeployClusterService: async (params, context) => {
      const { cluster, deployment } = await changeableService(clusters, params, context)
      const restarted = {
        'kubectl.kubernetes.io/restartedAt': new Date(context.now).toISOString(),
      }
      await patchDeployment(cluster, deployment, {
        spec: { template: { metadata: { annotations: restarted } } },
      })
      return {}
    },

    ModifyClusterServiceImage: async (params, context) => {
      const { cluster, deployment } = await changeableService(clusters, params, context)
      const containers = newImages(deployment, params.image, params.containers ?? [])
      await patchImages(cluster, deployment, containers, context.signal)
      return {}
    },

    RollBackClusterService: async (params, context) => {
      const { cluster, deployment } = await changeableService(clusters, params, context)
      await rollBack(cluster, deployment, context.signal)
      return {}
    },

    ModifyServiceDescription: async (params, context) => {
      const { cluster, deployment } = await changeableService(clusters, params, context)
      const description = params.description || null
      await patchDeployment(cluster, deployment, {
        metadata: { annotations: { [annotationNames.description]: description } },
      })
      return {}
    },
  }) satisfies Handlers
