import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actions } from '../../../src/contract/index'
import { manageRepository } from './registryStep'
import {
  at,
  listAt,
  openTarget,
  type RequestOptions,
  textAt,
  type VendorClient,
  vendorClient,
} from './target'
import { callUndocumented } from './undocumentedStep'

/** Calls every action with the vendor's own client, as scripts do. */

const options: RequestOptions[] = [
  { method: 'GET', signatureMethod: 'sha1' },
  { method: 'POST', signatureMethod: 'sha256' },
]

const names = Object.values(actions).filter((action) => !action.undocumented)

// One story per client: each test continues where the previous one ended, also with
// --sequence.shuffle.
for (const manner of options) {
  describe(`by ${manner.method} with ${manner.signatureMethod}`, { shuffle: false }, () => {
    const mark = `gantry-${manner.method.toLowerCase()}-${Date.now().toString(36)}`
    let target: Awaited<ReturnType<typeof openTarget>>
    let client: VendorClient
    let clusterId = ''
    let machine: Record<string, unknown> = {}
    const web = () => ({ clusterId, serviceName: 'web', namespace: mark })
    const story = () => ({ client, mark, service: web() })

    beforeAll(async () => {
      target = await openTarget()
      client = vendorClient(target, manner)
    })

    afterAll(() => target.close())

    const taskEnds = (requestId: unknown) =>
      client.until(async () => {
        const response = await client.ok('DescribeClusterTaskResult', { requestId })
        expect(textAt(response, 'data.status')).not.toBe('fail')
        return textAt(response, 'data.status') === 'succ'
      })

    const isRunning = () =>
      client.until(async () => {
        const response = await client.ok('DescribeCluster', { clusterIds: [clusterId] })
        return textAt(response, 'data.clusters.0.status') === 'Running'
      })

    const isNormal = (replicas: number) =>
      client.until(async () => {
        const response = await client.ok('DescribeClusterServiceInfo', web())
        const count = at(response, 'data.service.currentReplicas')
        return textAt(response, 'data.service.status') === 'Normal' && count === replicas
      })

    it('looks up network and images, and creates a cluster', async () => {
      const { ok } = client
      await ok('DescribeZones')
      const vpcId = textAt(await ok('DescribeVpcEx', { limit: 1 }), 'data.0.unVpcId')
      const subnets = await ok('DescribeSubnetEx', { vpcId })
      machine = {
        zoneId: textAt(subnets, 'data.0.zoneId'),
        subnetId: textAt(subnets, 'data.0.unSubnetId'),
        cpu: 2,
        mem: 4,
        bandwidthType: 'PayByTraffic',
        bandwidth: 1,
        isVpcGateway: 0,
        rootSize: 50,
        storageSize: 0,
      }
      const made = await ok('CreateCluster', {
        ...machine,
        vpcId,
        goodsNum: 2,
        clusterName: mark,
        clusterDesc: 'Made by a test, 测试',
        clusterCIDR: '10.254.0.0/16',
        ignoreClusterCIDRConflict: 1,
        osName: 'ubuntu16.04.1 LTSx86_64',
      })
      clusterId = textAt(made, 'data.clusterId')
      await taskEnds(at(made, 'data.requestId'))
      await isRunning()
      const answer = await ok('DescribeCluster', { clusterName: mark })
      expect(at(answer, 'data.clusters.0')).toMatchObject({ clusterId, nodeNum: 2 })
    })

    it('adds nodes, labels one and removes it', async () => {
      const { ok } = client
      const added = await ok('AddClusterInstances', { ...machine, clusterId, goodsNum: 1 })
      const instanceIds = listAt(added, 'data.instanceIds')
      await taskEnds(at(added, 'data.requestId'))
      await isRunning()
      const [instanceId] = instanceIds
      const labels = [{ key: 'tier', value: 'front' }]
      await ok('ModifyClusterNodeLabel', { clusterId, instanceId, labels })
      const listed = await ok('DescribeClusterInstances', { clusterId, limit: 100 })
      expect(listAt(listed, 'data.nodes').map((item) => at(item, 'instanceId'))).toContain(
        instanceId,
      )
      const none = { clusterId, instanceIds: ['ins-00000000'] }
      const refused = await ok('AddClusterInstancesFromExistedCvm', none)
      expect(at(refused, 'data.faliInstanceIds.0.instanceId')).toBe('ins-00000000')
      await isRunning()
      const gone = { clusterId, instanceIds, nodeDeleteMode: 'Return' }
      await taskEnds(at(await ok('DeleteClusterInstances', gone), 'data.requestId'))
      await isRunning()
    })

    it('runs a service with values that clients often encode wrongly', async () => {
      const { ok } = client
      await ok('CreateClusterNamespace', { clusterId, name: mark, description: '@命名空间' })
      const spaces = await ok('DescribeClusterNameSpaces', { clusterId })
      expect(listAt(spaces, 'data.namespaces')).toContainEqual(
        expect.objectContaining({ name: mark, description: '@命名空间' }),
      )
      const envs = Array.from({ length: 12 }, (_, n) => ({
        name: `N_${n}`,
        value: `@${n} ü 容器 &=+%`,
      }))
      await ok('CreateClusterService', {
        ...web(),
        serviceDesc: '@Ünïcode 容器 & = + % # "1"',
        replicas: 1,
        accessType: 'ClusterIP',
        portMappings: [{ lbPort: 80, containerPort: 80, protocol: 'TCP' }],
        containers: [{ containerName: 'web', image: 'nginx:1.13', cpu: 100, memory: 64, envs }],
      })
      await isNormal(1)
      const info = await ok('DescribeClusterServiceInfo', web())
      expect(textAt(info, 'data.service.serviceDesc')).toBe('@Ünïcode 容器 & = + % # "1"')
      expect(at(info, 'data.service.containers.0.envs')).toEqual(envs)
      const listed = await ok('DescribeClusterService', { clusterId, namespace: mark })
      expect(listAt(listed, 'data.services').map((item) => at(item, 'serviceName'))).toEqual([
        'web',
      ])
    })

    it('scales, updates, pauses, rolls back and redeploys the service', async () => {
      const { ok } = client
      await ok('ModifyServiceReplicas', { ...web(), scaleTo: 2 })
      await isNormal(2)
      await ok('ModifyServiceDescription', { ...web(), description: 'second' })
      await ok('ModifyClusterServiceImage', { ...web(), image: 'nginx:1.15' })
      await ok('PauseClusterService', web())
      const paused = await ok('DescribeClusterServiceInfo', web())
      expect(textAt(paused, 'data.service.status')).toBe('Paused')
      await ok('ResumeClusterService', web())
      await isNormal(2)
      await ok('RollBackClusterService', web())
      await isNormal(2)
      const before = await ok('DescribeClusterServiceInfo', web())
      expect(textAt(before, 'data.service.containers.0.image')).toBe('nginx:1.13')
      expect(textAt(before, 'data.service.serviceDesc')).toBe('second')
      await ok('ModifyClusterService', {
        ...web(),
        replicas: 1,
        strategy: 'Recreate',
        accessType: 'None',
        containers: [{ containerName: 'web', image: 'nginx:1.16' }],
      })
      await isNormal(1)
      await ok('RedeployClusterService', web())
      await isNormal(1)
    })

    it('reads instances and events, and replaces an instance', async () => {
      const { ok } = client
      const name = textAt(await ok('DescribeServiceInstance', web()), 'data.instances.0.name')
      const events = await ok('DescribeServiceEvent', web())
      expect(listAt(events, 'data.eventList').length).toBeGreaterThan(0)
      const gone = await ok('DeleteInstances', { ...web(), instances: [name, 'nobody'] })
      expect(at(gone, 'successList') ?? at(gone, 'data.successList')).toEqual([name])
      await isNormal(1)
    })

    it('reads monitoring data', async () => {
      const dimensions = [{ name: 'docker_clusterid', value: clusterId }]
      const wanted = { namespace: 'qce/cvm', metricName: 'dc_cpu_usage', dimensions, period: 300 }
      const figures = await client.ok('GetMonitorData', wanted)
      expect(figures).toMatchObject({ metricName: 'dc_cpu_usage', period: 300 })
      expect(listAt(figures, 'dataPoints').length).toBeGreaterThan(0)
    })

    it('manages a repository with tags, a retention strategy and a trigger', () =>
      manageRepository(story()))

    it('answers undocumented actions that scripts use', () => callUndocumented(story()))

    it('deletes everything again', async () => {
      const { ok } = client
      await ok('DeleteClusterService', web())
      await ok('DeleteClusterNamespace', { clusterId, names: [mark] })
      await taskEnds(at(await ok('DeleteCluster', { clusterId }), 'data.requestId'))
      await client.until(async () => {
        const left = await ok('DescribeCluster', { clusterIds: [clusterId] })
        return at(left, 'data.totalCount') === 0
      })
      clusterId = ''
    })

    it('called every action of the API document', () => {
      expect(names.map(({ name }) => name).filter((name) => !client.called.has(name))).toEqual([])
    })
  })
}
