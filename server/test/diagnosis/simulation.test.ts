import { describe, expect, it } from 'vitest'
import { diagnoseNode, diagnoseService } from '../../../src/contract/diagnosis/diagnose'
import type { Log } from '../../../src/contract/diagnosis/facts'
import { administer } from '../cloud/admin'
import { testCloud } from '../cloud/cloud'
import { machineIn } from '../cloud/purchases'

/** The demo world, with the facts about its objects as a user of the API reads them. */
async function demo() {
  const cloud = await testCloud({ world: 'demo' })
  const { call, clock } = cloud
  const { clusters } = await call('DescribeCluster', { clusterName: 'shop-prod' })
  const clusterId = clusters[0]?.clusterId ?? ''
  const readNodes = async () => (await call('DescribeClusterInstances', { clusterId })).nodes
  const place = (serviceName: string, namespace = 'web') => ({ clusterId, namespace, serviceName })

  async function findings(serviceName: string, namespace = 'web') {
    const at = place(serviceName, namespace)
    const { services } = await call('DescribeClusterService', { clusterId, namespace })
    const service = services.find((candidate) => candidate.serviceName === serviceName)
    if (!service) throw new Error(`there is no service ${serviceName}`)
    const { instances } = await call('DescribeServiceInstance', { ...at, limit: 100 })
    const { eventList: events } = await call('DescribeServiceEvent', at)
    const { containers } = (await call('DescribeClusterServiceInfo', at)).service
    const { podLog } = await call('DescribeInstanceLog', { ...at, tail: 3 })
    const logs = podLog.flatMap(({ name: instance, containerLog }) =>
      containerLog.map(({ name: container, log }): Log => {
        return { instance, container, lines: log.split('\n').filter(Boolean) }
      }),
    )
    const nodes = await readNodes()
    return diagnoseService({
      service,
      instances,
      events,
      nodes,
      containers,
      logs,
      now: clock.now(),
    })
  }

  async function changeImage(image: string) {
    await call('ModifyClusterServiceImage', { ...place('storefront'), image })
    clock.pass(120)
    return findings('storefront')
  }

  return { ...cloud, clusterId, readNodes, place, findings, changeImage }
}

const image = (tag: string, repository = 'shop/storefront') =>
  `ccr.ccs.tencentyun.com/${repository}:${tag}`

describe('a diagnosis on the simulation', () => {
  it('finds nothing wrong with a service that runs', async () => {
    const { findings } = await demo()
    expect(await findings('storefront')).toEqual([])
  })

  it.each([
    ['imageTagMissing', image('9.9.9')],
    ['imageRepositoryMissing', image('1', 'shop/nothing')],
    ['imageNotFound', 'nginx:pull-fail'],
    ['imageInvalid', 'shop/Web:1'],
    ['readinessFailed', 'nginx:never-ready'],
  ])('names the cause %s, when it began, and the rollout that it stops: %s', async (code, name) => {
    const { changeImage, clock } = await demo()
    const [first, ...others] = await changeImage(name)
    expect(first?.code).toBe(code)
    expect(first?.since).toBeGreaterThanOrEqual(clock.now() - 120_000)
    expect(first?.evidence[0]?.kind).toBe('event')
    expect(others.map((item) => item.code)).toEqual(['rolloutStuck'])
  })

  it('names the exit code and the last lines of a container that crashes', async () => {
    const { changeImage } = await demo()
    const [crash] = await changeImage('nginx:crash')
    expect(crash).toMatchObject({ code: 'containerExited', values: { exitCode: 1 } })
    const log = crash?.evidence.find((evidence) => evidence.kind === 'log')
    expect(log?.kind === 'log' && log.lines.at(-1)).toMatch(/ERROR exit status 1$/)
  })

  it('names an injected crash loop', async () => {
    const { findings, call, place, clusterId, clock, admin } = await demo()
    const { instances } = await call('DescribeServiceInstance', place('storefront'))
    const instance = instances[0]?.name ?? ''
    await administer({ admin }, '/pods/crash', {
      clusterId,
      namespace: 'web',
      instance,
      mode: 'loop',
    })
    clock.pass(60)
    expect(await findings('storefront')).toMatchObject([
      { code: 'containerExited', objects: [instance] },
    ])
  })

  it('names the request that no node has room for, or that there is no room because nodes are cordoned', async () => {
    const { call, place, clock, findings, clusterId, readNodes } = await demo()
    const { service } = await call('DescribeClusterServiceInfo', place('admin'))
    const containers = [
      { containerName: 'admin', image: service.containers[0]?.image ?? '', cpu: 64_000 },
    ]
    await call('ModifyClusterService', {
      ...place('admin'),
      replicas: 2,
      strategy: 'RollingUpdate',
      accessType: 'ClusterIP',
      portMappings: [{ lbPort: 80, containerPort: 80, protocol: 'TCP' }],
      containers,
    })
    clock.pass(60)
    const nodes = await readNodes()
    const [unschedulable] = await findings('admin')
    expect(unschedulable).toMatchObject({
      code: 'unschedulable',
      values: { nodes: nodes.length, cpu: nodes.length, requestedCpu: 64_000 },
    })
    const instanceIds = nodes.map((node) => node.instanceId)
    await call('ModifyClusterNodeSchedulable', { clusterId, instanceIds, unschedulable: 1 })
    await call('ModifyServiceReplicas', { ...place('edge'), scaleTo: 9 })
    clock.pass(60)
    expect((await findings('edge'))[0]).toMatchObject({
      code: 'unschedulable',
      values: { nodes: nodes.length, cordoned: nodes.length },
    })
  })

  it('names the conditions of a node, and the instances that are lost with it', async () => {
    const { findings, readNodes, clock, admin } = await demo()
    const [node] = await readNodes()
    const instanceId = node?.instanceId
    const fail = (reason: string) => administer({ admin }, '/nodes/fail', { instanceId, reason })
    const causes = async () => {
      const failed = (await readNodes()).find((candidate) => candidate.instanceId === instanceId)
      return failed ? diagnoseNode({ node: failed, now: clock.now() }) : []
    }
    expect(await causes()).toEqual([])
    await fail('MemoryPressure')
    expect(await causes()).toMatchObject([{ code: 'nodeMemoryPressure', since: clock.now() }])
    await fail('Unknown')
    expect((await causes()).map(({ code }) => code)).toEqual(['nodeSilent', 'nodeMemoryPressure'])
    expect((await findings('storefront'))[0]).toMatchObject({
      code: 'instanceNodeLost',
      values: { node: node?.instanceName },
      since: clock.now(),
    })
  })

  it('calls new nodes joining', async () => {
    const { call, clusterId, readNodes, clock } = await demo()
    await call('AddClusterInstances', { ...machineIn().machine, clusterId, goodsNum: 2 })
    const findingsOfNodes = (await readNodes()).flatMap((node) =>
      diagnoseNode({ node, now: clock.now() }),
    )
    expect(findingsOfNodes.map(({ code, severity }) => [code, severity])).toEqual([
      ['nodeJoining', 'info'],
      ['nodeJoining', 'info'],
    ])
  })
})
