import * as z from 'zod/mini'
import { eventWindowSeconds } from '../../../../src/contract/tables/limits'
import { notFound } from '../../apiError'
import type { Handlers } from '../../backend'
import { beijingTime } from '../../beijingTime'
import { yamlOf } from '../../yaml'
import { annotations } from '../annotations'
import { workloadKinds } from '../cache/clusterCache'
import { type Clusters, clusterIn } from '../clusters/find'
import { countOf, firstSeenOf, lastSeenOf } from '../objects/eventTimes'
import { timeOf } from '../objects/meta'
import type { Access } from '../objects/service'
import { containerInfo } from './containerInfo'
import { serviceIn } from './find'
import { pathOf } from './paths'
import { pureManifest } from './pureManifest'
import { serviceView } from './view'
import { volumeInfo } from './volumeInfo'
import { accessOf, workloadOf } from './workload'

const manifest = z.record(z.string(), z.unknown())

function portsOf(access: Access | undefined) {
  return (access?.spec.ports ?? []).flatMap(({ port, targetPort, nodePort = 0, protocol }) =>
    protocol === 'TCP' || protocol === 'UDP'
      ? [
          {
            lbPort: port,
            containerPort: typeof targetPort === 'number' ? targetPort : port,
            nodePort,
            protocol: protocol === 'UDP' ? ('UDP' as const) : ('TCP' as const),
          },
        ]
      : [],
  )
}

const isOwnLabel = (key: string) => key === 'qcloud-app'

export const serviceReads = (clusters: Clusters) =>
  ({
    DescribeClusterService: async ({ clusterId, namespace, allnamespace }, context) => {
      const { cache } = clusterIn(clusters, clusterId, context)
      await cache.ready(workloadKinds, context.signal)
      if (!allnamespace && !cache.namespaces.get('', namespace)) {
        throw notFound('Namespace', namespace)
      }
      const found = allnamespace
        ? cache.deployments.all()
        : cache.deployments.by('namespace', namespace)
      const services = found
        .sort(
          ({ metadata: one }, { metadata: other }) =>
            timeOf(other.creationTimestamp) - timeOf(one.creationTimestamp) ||
            (`${one.namespace}/${one.name}` < `${other.namespace}/${other.name}` ? -1 : 1),
        )
        .map((one) => serviceView(cache, one, context.now))
      return { totalCount: services.length, services }
    },

    DescribeClusterServiceInfo: async (params, context) => {
      const { cluster, deployment } = await serviceIn(clusters, params, context)
      const summary = serviceView(cluster.cache, deployment, context.now)
      const ailing = Object.keys(summary.srcReasonMap ?? {}).find(
        (one) => one !== 'container running',
      )
      const labels = deployment.metadata.labels ?? {}
      const labelled = Object.entries(labels)
      const { spec } = deployment
      return {
        service: {
          ...summary,
          serviceDesc: annotations.description(deployment),
          portMappings: portsOf(accessOf(cluster.cache, deployment)),
          labels,
          sysLabels: Object.fromEntries(labelled.filter(([key]) => isOwnLabel(key))),
          userLabels: Object.fromEntries(labelled.filter(([key]) => !isOwnLabel(key))),
          selector: spec.selector?.matchLabels ?? {},
          volumes: (spec.template.spec.volumes ?? []).map(volumeInfo),
          containers: spec.template.spec.containers.map(containerInfo),
          regionId: context.region.id,
          subnetId: '',
          unHubId: '',
          reason: ailing ?? '',
          strategy: spec.strategy?.type === 'Recreate' ? 'Recreate' : 'RollingUpdate',
          minReadySeconds: spec.minReadySeconds ?? 0,
        },
      }
    },

    DescribeServiceEvent: async (params, context) => {
      const { cluster, deployment } = await serviceIn(clusters, params, context)
      const { cache } = cluster
      const { replicaSets, pods } = workloadOf(cache, deployment)
      const access = accessOf(cache, deployment)
      const subjects = [deployment, ...replicaSets, ...pods, ...(access ? [access] : [])]
      const eventList = subjects
        .flatMap(({ metadata }) => cache.events.by('object', metadata.uid))
        .filter((event) => lastSeenOf(event) > context.now - eventWindowSeconds * 1000)
        .sort((one, other) => lastSeenOf(other) - lastSeenOf(one))
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

    /** Reads the live objects, because the cache has only what other answers need. */
    DescribeClusterServiceText: async (params, context) => {
      const { cluster, deployment } = await serviceIn(clusters, params, context)
      const access = accessOf(cluster.cache, deployment)
      const read = async (path: string) =>
        z.parse(manifest, await cluster.client.read(path, context.signal))
      const objects = await Promise.all([
        read(pathOf('deployments', deployment)),
        ...(access ? [read(pathOf('services', access))] : []),
      ])
      const servicePureText = yamlOf(objects.map(pureManifest))
      if (params.bSimple === 1) return { servicePureText }
      return { serviceText: yamlOf(objects), servicePureText }
    },
  }) satisfies Handlers
