import type { DecodedOf } from '../../../../src/contract/action'
import type {
  CreateClusterService,
  ModifyClusterService,
} from '../../../../src/contract/actions/services/services'
import { annotationNames } from '../annotations'
import { mergedAffinity } from './affinity'
import { mergedContainer } from './container'
import { type Fields, fieldsOf, inPresentOrder, listOf, replaced, without } from './fields'
import { isExpressible, mergedVolumes } from './volumes'

type NewSpec = DecodedOf<typeof CreateClusterService>
export type Spec = DecodedOf<typeof ModifyClusterService>

/** The label by which a service selects its instances (查询服务详情, selector). */
export const selectorLabel = 'qcloud-app'

/** Replaces one instance at a time, as the vendor's updates do. */
const rolling = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }

const byName = ({ name }: Fields) => String(name)

function podSpecOf(current: Fields, spec: NewSpec, replicas: number): Fields {
  const volumes = listOf(current.volumes)
  // With several replicas, neither a request nor the response to a read can name a claim.
  const maxReplicas = Math.max(replicas, spec.replicas)
  const foreign = new Set(
    volumes.filter((volume) => !isExpressible(volume, maxReplicas)).map(byName),
  )
  const isForeign = (volume: string) => foreign.has(volume)
  const containers = listOf(current.containers)
  const wantedContainers = spec.containers.map((container) =>
    mergedContainer(
      containers.find(({ name }) => name === container.containerName),
      container,
      isForeign,
    ),
  )
  return replaced(current, {
    containers: inPresentOrder(
      containers,
      wantedContainers,
      byName,
      (_before, after) => after,
      () => false,
    ),
    volumes: mergedVolumes(volumes, spec.volumes ?? [], isForeign),
    affinity: mergedAffinity(current.affinity, spec),
  })
}

const replicasOf = ({ replicas }: Fields) => (typeof replicas === 'number' ? replicas : 1)

/** The present spec of a Deployment with the settings of the API replaced by the requested ones. */
export function mergedSpec(current: Fields, spec: Spec): Fields {
  const template = fieldsOf(current.template)
  const strategy = fieldsOf(current.strategy)
  return {
    ...without(current, 'minReadySeconds'),
    // A paused service is scaled when it is resumed.
    ...(current.paused !== true && { replicas: spec.replicas }),
    ...(spec.minReadySeconds && { minReadySeconds: spec.minReadySeconds }),
    strategy:
      spec.strategy === 'Recreate'
        ? { type: 'Recreate' }
        : strategy.type === 'RollingUpdate'
          ? strategy
          : rolling,
    template: {
      ...template,
      spec: podSpecOf(fieldsOf(template.spec), spec, replicasOf(current)),
    },
  }
}

/** A new Deployment. */
export function newDeployment(spec: NewSpec, annotations: Readonly<Record<string, string>>) {
  const { serviceName: name, namespace, serviceDesc, replicas } = spec
  const labels = { [selectorLabel]: name }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      labels,
      annotations: {
        ...(serviceDesc && { [annotationNames.description]: serviceDesc }),
        ...annotations,
      },
    },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      strategy: rolling,
      template: { metadata: { labels }, spec: podSpecOf({}, spec, 0) },
    },
  }
}
