import type { ResponseOf } from '../../../../src/contract/action'
import type { Actions } from '../../../../src/contract/index'
import { eventWindowSeconds } from '../../../../src/contract/tables/limits'
import { expectAll, expectThat, requirePresent, Unchecked } from '../../outcomes'
import { timeOf } from '../beijingTime'
import { type Context, checksOf } from '../check'

const clusterIdOf = ({ world }: Context) =>
  requirePresent(world.cluster?.clusterId, 'there is no cluster')

const serviceOf = (context: Context) => {
  const { serviceName, namespace } = requirePresent(context.world.service, 'there is no service')
  return { clusterId: clusterIdOf(context), serviceName, namespace }
}

const nameOf = ({ namespace, serviceName }: { namespace: string; serviceName: string }) =>
  `${namespace}/${serviceName}`

/** The events of the first service that has any, among a few services. */
async function eventsOf(context: Context) {
  const clusterId = clusterIdOf(context)
  for (const { serviceName, namespace } of context.world.services.slice(0, 8)) {
    const params = { clusterId, serviceName, namespace }
    const { eventList } = await context.api.ok('DescribeServiceEvent', params)
    if (eventList.length > 0) return eventList
  }
  throw new Unchecked('there is no event')
}

/** Slack for the clocks of endpoint and client, in seconds. */
const clockTolerance = 300

/**
 * Throws a Difference unless equal events are merged and no event is older than the hour that the
 * API document states.
 */
export function expectEvents(
  events: ResponseOf<Actions['DescribeServiceEvent']>['eventList'],
  now: number,
): void {
  const oldestAllowed = now - (eventWindowSeconds + clockTolerance) * 1000
  expectAll(
    events,
    'lastSeen within the last hour',
    (event) => timeOf(event.lastSeen) >= oldestAllowed,
  )
  const isMerged = (event: (typeof events)[number]) =>
    event.count >= 1 && timeOf(event.firstSeen) <= timeOf(event.lastSeen)
  expectAll(events, 'a count of at least 1, and firstSeen not after lastSeen', isMerged)
}

export const serviceReads = [
  ...checksOf('DescribeClusterService', {
    'counts its rows': async (context) => {
      const { services, totalCount } = await context.api.ok('DescribeClusterService', {
        clusterId: clusterIdOf(context),
        allnamespace: 1,
      })
      expectThat(totalCount === services.length, `a total of ${services.length}`, totalCount)
    },
    'namespace selects services': async (context) => {
      const { clusterId, namespace, serviceName } = serviceOf(context)
      const { services } = await context.api.ok('DescribeClusterService', { clusterId, namespace })
      expectAll(services, `services of ${namespace}`, (service) => service.namespace === namespace)
      const names = services.map((service) => service.serviceName)
      expectThat(names.includes(serviceName), `${serviceName} in ${namespace}`, names)
    },
    'allnamespace=1 lists the services of all namespaces': async (context) => {
      const { clusterId } = serviceOf(context)
      const { api } = context
      const allServices = await api.ok('DescribeClusterService', { clusterId, allnamespace: 1 })
      const listed = new Set(allServices.services.map(nameOf))
      const { namespaces } = await api.ok('DescribeClusterNameSpaces', { clusterId })
      for (const { name: namespace } of namespaces.slice(0, 5)) {
        const ofNamespace = await api.ok('DescribeClusterService', { clusterId, namespace })
        expectAll(ofNamespace.services, `${namespace} within allnamespace=1`, (service) =>
          listed.has(nameOf(service)),
        )
      }
    },
  }),

  ...checksOf('DescribeClusterServiceInfo', {
    'answers the service that is asked for': async (context) => {
      const serviceParams = serviceOf(context)
      const { service } = await context.api.ok('DescribeClusterServiceInfo', serviceParams)
      expectThat(nameOf(service) === nameOf(serviceParams), nameOf(serviceParams), nameOf(service))
      expectThat(service.containers.length > 0, 'at least one container', service.containers)
    },
    'agrees with DescribeClusterService': async (context) => {
      const serviceParams = serviceOf(context)
      const { service } = await context.api.ok('DescribeClusterServiceInfo', serviceParams)
      const { services } = await context.api.ok('DescribeClusterService', serviceParams)
      const row = services.find((candidate) => candidate.serviceName === serviceParams.serviceName)
      for (const field of ['createdAt', 'desiredReplicas', 'serviceIp', 'accessType'] as const) {
        const expected = row?.[field]
        expectThat(service[field] === expected, `${field} ${expected}`, service[field])
      }
    },
  }),

  ...checksOf('DescribeServiceEvent', {
    'lists events of the last hour, each with its count': async (context) => {
      expectEvents(await eventsOf(context), context.now())
    },
  }),

  ...checksOf('DescribeServiceInstance', {
    'lists the instances of the service': async (context) => {
      const serviceParams = serviceOf(context)
      const { instances } = await context.api.ok('DescribeServiceInstance', serviceParams)
      requirePresent(instances[0], 'there is no instance')
      const { service } = await context.api.ok('DescribeClusterServiceInfo', serviceParams)
      const expected = service.containers.map((container) => container.containerName)
      expectAll(instances, `the containers ${expected.join(', ')}`, (instance) => {
        const names = instance.containers.map((container) => container.name)
        return expected.every((name) => names.includes(name))
      })
    },
    'the address of an instance’s node is that of a node': async (context) => {
      const serviceParams = serviceOf(context)
      const { instances } = await context.api.ok('DescribeServiceInstance', serviceParams)
      requirePresent(instances[0], 'there is no instance')
      const { clusterId } = serviceParams
      const { nodes } = await context.api.ok('DescribeClusterInstances', { clusterId, limit: 100 })
      const addresses = new Set(nodes.map((node) => node.lanIp))
      expectAll(
        instances,
        'nodeIp among the nodes’ lanIp, or empty',
        (instance) => instance.nodeIp === '' || addresses.has(instance.nodeIp),
      )
    },
  }),

  ...checksOf('DescribeInstanceLog', {
    'tail bounds the lines': async (context) => {
      const { podLog } = await context.api.ok('DescribeInstanceLog', {
        ...serviceOf(context),
        tail: 1,
      })
      expectAll(
        podLog.flatMap((log) => log.containerLog),
        'at most one line of each container',
        ({ log }) => log.trimEnd().split('\n').length <= 1,
      )
    },
  }),

  ...checksOf('DescribeClusterServiceText', {
    'bSimple=1 omits the full manifest': async (context) => {
      const textParams = { ...serviceOf(context), bSimple: 1 } as const
      const simple = await context.api.ok('DescribeClusterServiceText', textParams)
      expectThat(!simple.serviceText, 'no serviceText', simple.serviceText)
      const hasName = simple.servicePureText.includes(textParams.serviceName)
      expectThat(hasName, `a manifest of ${textParams.serviceName}`, simple.servicePureText)
    },
  }),
]
