import { describe, expect, it } from 'vitest'
import { dependentDefaults } from '../../../src/contract/tables/dependentDefaults'
import { Clock } from '../../test/cloud/clock'
import { testCloud } from '../../test/cloud/cloud'
import { type Cloud, createCluster, runningCluster } from '../../test/cloud/clusterStatuses'
import { clusterNamed } from '../../test/cloud/purchases'

/** Each declared default applies if the parameter is absent; every declared case is tested. */

const infoOf = async (
  cloud: Cloud,
  clusterId: string,
  serviceName: string,
  container: object,
  overrides: object = {},
) => {
  const containers = [{ containerName: 'web', image: 'nginx:1.13', ...container }]
  const serviceParams = { clusterId, namespace: 'default', serviceName }
  await cloud.call('CreateClusterService', {
    ...serviceParams,
    replicas: 1,
    containers,
    ...overrides,
  })
  const { service } = await cloud.call('DescribeClusterServiceInfo', serviceParams)
  return { service, container: service.containers[0] }
}

const nodesAfter = async (params: object) => {
  const cloud = await testCloud()
  const clusterId = await createCluster(cloud, { ...clusterNamed('one'), ...params })
  cloud.clock.pass(60)
  const { nodes } = await cloud.call('DescribeClusterInstances', { clusterId })
  return { cloud, clusterId, node: nodes[0] }
}

/** Whether a machine stays in the account after its node was removed without `nodeDeleteMode`. */
async function keepsMachine(params: object) {
  const { cloud, clusterId, node } = await nodesAfter(params)
  const instanceId = node?.instanceId ?? ''
  await cloud.call('DeleteClusterInstances', { clusterId, instanceIds: [instanceId] })
  cloud.clock.pass(60)
  const { instanceSet } = await cloud.call('DescribeInstances', { limit: 100 })
  return instanceSet.some((machine) => machine.unInstanceId === instanceId)
}

const probe = (type: 'liveCheck' | 'readyCheck') => ({
  healthCheck: [{ type, checkMethod: 'methodTcp', port: 80 }],
})

async function containerWith(container: object, overrides: object = {}) {
  const cloud = await testCloud()
  return infoOf(cloud, await runningCluster(cloud), 'web', container, overrides)
}

const portMappings = [{ lbPort: 80, containerPort: 80, protocol: 'TCP' }]

async function metricsWithout(params: object = {}) {
  // The clock starts at 10:20:30 in Beijing.
  const cloud = await testCloud({ clock: new Clock(Date.parse('2026-11-30T02:20:30Z')) })
  const clusterId = await runningCluster(cloud)
  return cloud.call('GetMonitorData', {
    namespace: 'qce/cvm',
    metricName: 'dc_cpu_usage',
    dimensions: [{ name: 'docker_clusterid', value: clusterId }],
    ...params,
  })
}

/** By default: the observed values of its declared cases, in their order. */
const observed: Readonly<Record<keyof typeof dependentDefaults, () => Promise<unknown[]>>> = {
  nodeDeleteMode: async () =>
    (await Promise.all([keepsMachine({ cvmType: 'PayByMonth', period: 1 }), keepsMachine({})])).map(
      (isKept) => (isKept ? 'RemoveOnly' : 'Return'),
    ),
  wanIp: async () =>
    (await Promise.all([nodesAfter({ bandwidth: 1 }), nodesAfter({ bandwidth: 0 })])).map(
      ({ node }) => (node?.wanIp ? 1 : 0),
    ),
  memoryLimits: async () => {
    const [given, absent] = [await containerWith({ memory: 128 }), await containerWith({})]
    expect(given.container?.memoryLimits).toBe(128)
    const zero = await containerWith({ memory: 128, memoryLimits: 0 })
    expect(zero.container?.memoryLimits).toBe(128)
    return ['the value of memory', absent.container?.memoryLimits === 0 ? '0, no limit' : 'other']
  },
  healthNum: async () => [
    (await containerWith(probe('liveCheck'))).container?.liveProbe?.healthNum,
    (await containerWith(probe('readyCheck'))).container?.readyProbe?.healthNum,
  ],
  unhealthNum: async () => [
    (await containerWith(probe('readyCheck'))).container?.readyProbe?.unhealthNum,
  ],
  nodePort: async () => {
    const [balanced, inside] = [
      await containerWith({}, { accessType: 'LoadBalancer', portMappings }),
      await containerWith({}, { accessType: 'ClusterIP', portMappings }),
    ]
    return [balanced, inside].map(({ service }) =>
      (service.portMappings[0]?.nodePort ?? 0) > 0 ? 'allocated by the cluster' : 'none',
    )
  },
  period: async () => [(await metricsWithout()).period],
  startTime: async () => {
    expect((await metricsWithout()).startTime).toBe('2026-11-30 00:00:00')
    return ['00:00:00 of the current day, Beijing time']
  },
  endTime: async () => {
    // The cluster was created a minute ago.
    expect((await metricsWithout()).endTime).toBe('2026-11-30 10:21:30')
    return ['the current time']
  },
}

describe('declared defaults', () => {
  it.each(Object.entries(observed))('%s has its declared default', async (name, observe) => {
    const match = Object.entries(dependentDefaults).find(([key]) => key === name)?.[1]
    expect(await observe()).toEqual(match?.cases.map(({ is }) => is))
  })
})
