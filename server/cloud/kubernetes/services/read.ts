import * as z from 'zod/mini'
import { eventWindowSeconds } from '../../../../src/contract/tables/limits'
import type { Handlers } from '../../backend'
import { beijingTime } from '../../beijingTime'
import { yamlOf } from '../../yaml'
import { annotations } from '../annotations'
import { workloadKinds } from '../cache/clusterCache'
import { type Clusters, clusterIn } from '../clusters/find'
import { nodeTermOf, podTermOf } from '../objects/affinity'
import { countOf, firstSeenOf, lastSeenOf } from '../objects/eventTimes'
import { timeOf } from '../objects/meta'
import { fieldsOf } from '../specs/fields'
import { isExpressible } from '../specs/volumes'
import { serviceIn } from './find'
import { containerInfo } from './info/containerInfo'
import { keptSettings } from './info/kept'
import { managersOf } from './info/managers'
import { portsOf } from './info/portsOf'
import { volumeInfo } from './info/volumeInfo'
import { labelsOf } from './labels'
import { pathOf } from './paths'
import { pureManifest } from './pureManifest'
import { creationFailure, serviceView } from './view'
import { accessesOf, accessOf, isShared, workloadOf } from './workload'

const manifest = z.record(z.string(), z.unknown())

/**
 * Omits `managedFields`, as `kubectl get` does, because they are longer than the rest of the
 * object.
 */
function withoutManagers(parsed: z.output<typeof manifest>): z.output<typeof manifest> {
  const { managedFields: _managers, ...metadata } = fieldsOf(parsed.metadata)
  return { ...parsed, metadata }
}

export const serviceReads = (clusters: Clusters) =>
  ({
    DescribeClusterService: async ({ clusterId, namespace, allnamespace }, context) => {
      const { cache } = clusterIn(clusters, clusterId, context)
      await (allnamespace
        ? cache.ready(workloadKinds, context)
        : cache.workloads(context, namespace))
      const deployments = allnamespace
        ? cache.deployments.all()
        : cache.deployments.by('namespace', namespace)
      const services = deployments
        .sort(
          ({ metadata: a }, { metadata: b }) =>
            timeOf(b.creationTimestamp) - timeOf(a.creationTimestamp) ||
            (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1),
        )
        .map((deployment) => serviceView(cache, deployment, context.now))
      return { totalCount: services.length, services }
    },

    DescribeClusterServiceInfo: async (params, context) => {
      const { cluster, deployment } = await serviceIn(clusters, params, context)
      const summary = serviceView(cluster.cache, deployment, context.now)
      const failureReason = Object.keys(summary.srcReasonMap ?? {}).find(
        (value) => value !== 'container running',
      )
      const { spec } = deployment
      const { cache } = cluster
      const access = accessOf(cache, deployment)
      const { affinity, containers, volumes = [] } = spec.template.spec
      const expressibleVolumes = volumes.filter((volume) => isExpressible(volume, spec.replicas))
      const isShown = (name: string) => expressibleVolumes.some((volume) => volume.name === name)
      const [nodeAffinity, podAffinity] = [nodeTermOf(affinity), podTermOf(affinity)]
      return {
        service: {
          ...summary,
          serviceDesc: annotations.description(deployment),
          portMappings: portsOf(access, deployment),
          ...labelsOf(deployment),
          selector: spec.selector?.matchLabels ?? {},
          volumes: expressibleVolumes.map(volumeInfo),
          containers: containers.map((container) => containerInfo(container, isShown)),
          regionId: context.region.id,
          subnetId:
            summary.accessType === 'SvcLBTypeInner'
              ? (cluster.source.innerAccess?.subnetId ?? '')
              : '',
          unHubId: '',
          reason: creationFailure(deployment) ?? failureReason ?? '',
          strategy: spec.strategy?.type === 'Recreate' ? 'Recreate' : 'RollingUpdate',
          minReadySeconds: spec.minReadySeconds ?? 0,
          ...(nodeAffinity && { nodeAffinity }),
          ...(podAffinity && { podAffinity }),
          managers: await managersOf(cluster, deployment, context),
          kept: keptSettings(deployment, access),
          kubernetesServices: accessesOf(cache, deployment).map((one) => ({
            name: one.metadata.name,
            type: one.spec.type,
            isShared: isShared(cache, one, deployment),
          })),
        },
      }
    },

    DescribeServiceEvent: async (params, context) => {
      const { cluster, deployment } = await serviceIn(clusters, params, context)
      const { cache } = cluster
      await cache.ready(['events'], context, params.namespace)
      const { replicaSets, pods } = workloadOf(cache, deployment)
      const accesses = accessesOf(cache, deployment)
      const subjects = [deployment, ...replicaSets, ...pods, ...accesses]
      const eventList = subjects
        .flatMap(({ metadata }) => cache.events.by('object', metadata.uid))
        .filter((event) => lastSeenOf(event) > context.now - eventWindowSeconds * 1000)
        .sort((a, b) => lastSeenOf(b) - lastSeenOf(a))
        .map((event) => ({
          firstSeen: beijingTime(firstSeenOf(event)),
          lastSeen: beijingTime(lastSeenOf(event)),
          count: countOf(event),
          level: event.type === 'Warning' ? ('Warning' as const) : ('Normal' as const),
          objType: event.involvedObject.kind,
          objName: event.involvedObject.name,
          reason: event.reason,
          message: event.message,
        }))
      return { eventList }
    },

    /** Reads the live objects, because the cache has only the fields that other actions need. */
    DescribeClusterServiceText: async (params, context) => {
      const { cluster, deployment } = await serviceIn(clusters, params, context)
      const accesses = accessesOf(cluster.cache, deployment)
      const read = async (path: string) =>
        z.parse(manifest, await cluster.client.read(path, context.signal))
      const objects = await Promise.all([
        read(pathOf('deployments', deployment)),
        ...accesses.map((access) => read(pathOf('services', access))),
      ])
      const servicePureText = yamlOf(objects.map(pureManifest))
      if (params.bSimple === 1) return { servicePureText }
      return { serviceText: yamlOf(objects.map(withoutManagers)), servicePureText }
    },
  }) satisfies Handlers
