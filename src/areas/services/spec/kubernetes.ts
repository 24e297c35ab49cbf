import { affinityManifest, containerManifest } from '../../../contract/formats/podManifest'
import type { ServiceRef } from '../serviceState'
import { claimOf, volumeManifest } from './kubernetesVolumes'
import type { Spec } from './spec'

/** The label that selects a service's instances (查询服务详情, selector). */
const selectorOf = ({ serviceName }: ServiceRef) => ({ 'qcloud-app': serviceName })

const metadata = (serviceRef: ServiceRef, description?: string) => ({
  name: serviceRef.serviceName,
  namespace: serviceRef.namespace,
  labels: selectorOf(serviceRef),
  ...(description && { annotations: { description } }),
})

function deployment(serviceRef: ServiceRef, spec: Spec) {
  const affinity = affinityManifest(spec)
  const { volumes = [] } = spec
  return {
    apiVersion: 'apps/v1' as const,
    kind: 'Deployment' as const,
    metadata: metadata(serviceRef, spec.serviceDesc),
    spec: {
      replicas: spec.replicas,
      selector: { matchLabels: selectorOf(serviceRef) },
      strategy:
        spec.strategy === 'Recreate'
          ? { type: 'Recreate' as const }
          : { type: 'RollingUpdate' as const, rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      ...(spec.minReadySeconds !== undefined && { minReadySeconds: spec.minReadySeconds }),
      template: {
        metadata: { labels: selectorOf(serviceRef) },
        spec: {
          containers: spec.containers.map(containerManifest),
          ...(volumes.length > 0 && {
            volumes: volumes.map((volume) => volumeManifest(serviceRef, volume)),
          }),
          ...(affinity && { affinity }),
        },
      },
    },
  }
}

/** Annotation with which the vendor's controller creates an internal load balancer. */
const innerSubnet = 'service.kubernetes.io/qcloud-loadbalancer-internal-subnetid'

function service(serviceRef: ServiceRef, spec: Spec) {
  const { accessType = 'ClusterIP', subnetId, portMappings = [] } = spec
  if (accessType === 'None' || portMappings.length === 0) return undefined
  const isBalanced = accessType !== 'ClusterIP'
  const notes =
    accessType === 'SvcLBTypeInner' && subnetId ? { [innerSubnet]: subnetId } : undefined
  return {
    apiVersion: 'v1' as const,
    kind: 'Service' as const,
    metadata: { ...metadata(serviceRef), ...(notes && { annotations: notes }) },
    spec: {
      type: isBalanced ? ('LoadBalancer' as const) : ('ClusterIP' as const),
      selector: selectorOf(serviceRef),
      ports: portMappings.map(({ lbPort, containerPort, nodePort, protocol }) => ({
        name: `${protocol.toLowerCase()}-${lbPort}`,
        protocol,
        port: lbPort,
        targetPort: containerPort,
        ...(isBalanced && nodePort && { nodePort }),
      })),
    },
  }
}

/** The Kubernetes manifests of a service, volumes first, so that they can be applied at once. */
export function kubernetesOf(serviceRef: ServiceRef, spec: Spec) {
  const disks = (spec.volumes ?? []).filter((volume) => volume.volumeType === 'cbsDisk')
  const access = service(serviceRef, spec)
  return [
    ...disks.flatMap((disk) => claimOf(serviceRef, disk)),
    deployment(serviceRef, spec),
    ...(access ? [access] : []),
  ]
}
