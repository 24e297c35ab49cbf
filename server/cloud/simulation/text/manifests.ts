import { replicaSetOf } from '../lifecycle/pod/pod'
import { labelsOf } from '../lifecycle/schedule/affinity'
import { serviceView } from '../lifecycle/service/view'
import type { Service, Template } from '../world/serviceResources'
import type { World } from '../world/world'
import { containerManifest, volumeManifest, withoutEmpty } from './container'

type Fields = Record<string, unknown>

const whileScheduling = 'requiredDuringSchedulingIgnoredDuringExecution'

function affinityOf({ nodeAffinity = [], podAffinity = [] }: Template): Fields {
  return withoutEmpty({
    ...(nodeAffinity.length > 0 && {
      nodeAffinity: {
        [whileScheduling]: { nodeSelectorTerms: [{ matchExpressions: nodeAffinity }] },
      },
    }),
    ...(podAffinity.length > 0 && {
      podAffinity: {
        [whileScheduling]: [
          {
            labelSelector: { matchExpressions: podAffinity },
            topologyKey: 'kubernetes.io/hostname',
          },
        ],
      },
    }),
  })
}

const annotationsOf = ({ description }: Service) => (description ? { description } : undefined)

const strategyOf = ({ strategy }: Template) =>
  strategy === 'Recreate'
    ? { type: 'Recreate' }
    : { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } }

/** The requested Deployment, without the fields that the cluster adds. */
function deployment(service: Service): { metadata: Fields; spec: Fields } {
  const { name, namespace, template, replicas, paused, userLabels } = service
  const labels = labelsOf(name)
  return {
    metadata: withoutEmpty({
      name,
      namespace,
      labels: { ...userLabels, ...labels },
      annotations: annotationsOf(service),
    }),
    spec: {
      replicas,
      ...withoutEmpty({ minReadySeconds: template.minReadySeconds }),
      ...(paused && { paused }),
      selector: { matchLabels: labels },
      strategy: strategyOf(template),
      template: {
        metadata: { labels },
        spec: withoutEmpty({
          containers: template.containers.map(containerManifest),
          volumes: template.volumes?.map(volumeManifest),
          affinity: affinityOf(template),
        }),
      },
    },
  }
}

/** The requested Kubernetes Service; undefined for a service without access. */
function accessManifest({ access: requested, name, namespace, userLabels }: Service) {
  if (requested.type === 'None') return undefined
  const isInner = requested.type === 'SvcLBTypeInner'
  const internalAnnotations = {
    'service.kubernetes.io/qcloud-loadbalancer-internal-subnetid': requested.subnetId,
  }
  return {
    metadata: withoutEmpty({
      name,
      namespace,
      labels: { ...userLabels, ...labelsOf(name) },
      annotations: isInner ? internalAnnotations : undefined,
    }),
    spec: withoutEmpty({
      type: isInner ? 'LoadBalancer' : requested.type,
      selector: labelsOf(name),
      ports: requested.ports.map(({ lbPort, containerPort, nodePort, protocol }) =>
        withoutEmpty({
          name: `${protocol.toLowerCase()}-${lbPort}-${containerPort}`,
          port: lbPort,
          targetPort: containerPort,
          nodePort,
          protocol,
        }),
      ),
    }),
  }
}

const typeMeta = {
  deployment: { apiVersion: 'extensions/v1beta1', kind: 'Deployment' },
  service: { apiVersion: 'v1', kind: 'Service' },
}

/** The service's Kubernetes objects as requested by the user. */
export function requestedManifests(service: Service): Fields[] {
  const serviceManifest = accessManifest(service)
  return [
    { ...typeMeta.deployment, ...deployment(service) },
    ...(serviceManifest ? [{ ...typeMeta.service, ...serviceManifest }] : []),
  ]
}

const timestamp = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** The service's Kubernetes objects with the fields that the cluster has added by `now`. */
export function fullManifests(world: World, service: Service, now: number): Fields[] {
  const { currentReplicas, externalIp } = serviceView(world, service, now)
  const { revision, replicas, createdAt } = service
  const added = { creationTimestamp: timestamp(createdAt), generation: revision }
  const pods = deployment(service)
  const serviceManifest = accessManifest(service)
  const isMissing = currentReplicas < replicas
  return [
    {
      ...typeMeta.deployment,
      metadata: { ...pods.metadata, ...added },
      spec: { ...pods.spec, revisionHistoryLimit: 1, progressDeadlineSeconds: 600 },
      status: {
        observedGeneration: revision,
        replicas,
        readyReplicas: currentReplicas,
        availableReplicas: currentReplicas,
        unavailableReplicas: Math.max(0, replicas - currentReplicas),
        conditions: [
          {
            type: 'Available',
            status: isMissing ? 'False' : 'True',
            reason: isMissing ? 'MinimumReplicasUnavailable' : 'MinimumReplicasAvailable',
          },
          {
            type: 'Progressing',
            status: 'True',
            reason: service.rollout ? 'ReplicaSetUpdated' : 'NewReplicaSetAvailable',
            message: `ReplicaSet "${replicaSetOf(service, revision)}" is the present one.`,
          },
        ],
      },
    },
    ...(serviceManifest
      ? [
          {
            ...typeMeta.service,
            metadata: { ...serviceManifest.metadata, creationTimestamp: timestamp(createdAt) },
            spec: {
              ...serviceManifest.spec,
              clusterIP: service.access.serviceIp,
              sessionAffinity: 'None',
            },
            status: { loadBalancer: externalIp ? { ingress: [{ ip: externalIp }] } : {} },
          },
        ]
      : []),
  ]
}
