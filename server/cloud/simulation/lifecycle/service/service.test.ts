import { describe, expect, it } from 'vitest'
import { evictPods } from '../pod/pod'
import { deleteService } from './service'
import { Bench, clusterId, createParams, testNode } from './serviceTesting'

const minute = 60_000
const image = (name: string) => [{ containerName: 'nginx', image: name }]

function runningBench(overrides: Parameters<typeof createParams>[0] = {}): Bench {
  const bench = new Bench()
  bench.call('CreateClusterService', createParams(overrides))
  bench.advanceBy(minute)
  return bench
}

describe('a new service', () => {
  it('waits, then runs', () => {
    const bench = new Bench()
    bench.call('CreateClusterService', createParams())
    expect(bench.info()).toMatchObject({
      status: 'Waiting',
      currentReplicas: 0,
      desiredReplicas: 3,
    })
    bench.advanceBy(1000)
    expect(bench.info()).toMatchObject({ status: 'Waiting', reasonMap: { 正在下载镜像: 3 } })
    bench.advanceBy(minute)
    expect(bench.info()).toMatchObject({
      status: 'Normal',
      currentReplicas: 3,
      reasonMap: { 容器运行中: 3 },
      srcReasonMap: { 'container running': 3 },
    })
  })

  it('names its instances as the API does and spreads them over the nodes', () => {
    const instances = runningBench().instances()
    for (const { name } of instances) expect(name).toMatch(/^web-\d{5,10}-[a-z0-9]{5}$/)
    expect(new Set(instances.map((instance) => instance.nodeIp)).size).toBe(3)
    expect(new Set(instances.map((instance) => instance.ip)).size).toBe(3)
  })

  it('has no pending step once it runs', () => {
    const bench = runningBench()
    const due = bench.world.next(bench.context.now + 3_600_000)
    expect(due).toBeUndefined()
  })

  it('without replicas is Normal', () => {
    expect(runningBench({ replicas: 0 }).info()).toMatchObject({
      status: 'Normal',
      currentReplicas: 0,
      desiredReplicas: 0,
      reasonMap: {},
    })
  })

  it.each([
    ['nginx:pull-fail', '下载镜像失败', 'ImagePullBackOff'],
    ['shop/Web:1', '镜像名称无效', 'InvalidImageName'],
    ['nginx:crash', '容器进程崩溃', 'CrashLoopBackOff'],
    ['nginx:never-ready', '健康检查失败', 'Unhealthy'],
  ])('with %s is Abnormal with the reason %s (%s)', (name, words, english) => {
    expect(runningBench({ containers: image(name) }).info()).toMatchObject({
      status: 'Abnormal',
      currentReplicas: 0,
      reasonMap: { [words]: 3 },
      srcReasonMap: { [english]: 3 },
      reason: english,
    })
  })

  it('with a slow image waits longer', () => {
    const bench = new Bench()
    bench.call('CreateClusterService', createParams({ containers: image('nginx:slow') }))
    bench.advanceBy(35_000)
    expect(bench.info()).toMatchObject({ status: 'Waiting', reasonMap: { 正在下载镜像: 3 } })
    bench.advanceBy(2 * minute)
    expect(bench.info().status).toBe('Normal')
  })

  it('is ready after the delay and healthNum intervals of its readiness check', () => {
    const healthCheck = {
      type: 'readyCheck' as const,
      checkMethod: 'methodTcp' as const,
      port: 80,
      delayTime: 30,
      healthNum: 4,
      intervalTime: 10,
    }
    const containers = [{ containerName: 'nginx', image: 'nginx', healthCheck: [healthCheck] }]
    const bench = new Bench()
    bench.call('CreateClusterService', createParams({ containers, replicas: 1 }))
    bench.advanceBy(70_000)
    expect(bench.instances()[0]).toMatchObject({ status: 'NotReady', reason: '容器未就绪' })
    bench.advanceBy(11_000)
    expect(bench.instances()[0]?.status).toBe('Running')
  })

  it('starts faster on nodes that have its image', () => {
    const bench = runningBench({ replicas: 3 })
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 6 })
    bench.advanceBy(4500)
    expect(bench.info().currentReplicas).toBe(6)
  })

  it('runs at the configured speed', () => {
    const bench = new Bench(undefined, 60)
    bench.call('CreateClusterService', createParams())
    bench.advanceBy(300)
    expect(bench.info().status).toBe('Normal')
  })
})

describe('scaling', () => {
  it('starts and stops instances at once, the newest first', () => {
    const bench = runningBench()
    const before = bench.pods().map((pod) => pod.name)
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 5 })
    expect(bench.pods()).toHaveLength(5)
    bench.advanceBy(minute)
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 3 })
    expect(bench.instances().filter((instance) => instance.status === 'Terminating')).toHaveLength(
      2,
    )
    bench.advanceBy(minute)
    expect(bench.pods().map((pod) => pod.name)).toEqual(before)
  })

  it('stops instances that are not ready first', () => {
    const bench = runningBench({ replicas: 2 })
    const before = bench.pods().map((pod) => pod.name)
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 3 })
    bench.advanceBy(100)
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 2 })
    expect(bench.pods().map((pod) => pod.name)).toEqual(before)
  })

  it('to 0 stops all instances and is Normal', () => {
    const bench = runningBench()
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 0 })
    expect(bench.info()).toMatchObject({ status: 'Normal', reasonMap: { 容器终止中: 3 } })
    bench.advanceBy(minute)
    expect(bench.pods()).toEqual([])
  })

  it('beyond capacity creates only a limited number of waiting instances', () => {
    const bench = runningBench()
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 60_000 })
    bench.advanceBy(10 * minute)
    expect(bench.info()).toMatchObject({ status: 'Abnormal', currentReplicas: 330 })
    expect(bench.pods()).toHaveLength(350)
  })
})

describe('DeleteInstances', () => {
  it('replaces the instances and reports unknown names', () => {
    const bench = runningBench()
    const [first] = bench.pods()
    const name = first?.name ?? ''
    const answer = bench.call('DeleteInstances', {
      clusterId,
      namespace: 'default',
      instances: [name, 'web-1-gone0', 'constructor'],
    })
    expect(answer.successList).toEqual([name])
    expect(Object.keys(answer.failedMap).sort()).toEqual(['constructor', 'web-1-gone0'])
    expect(bench.instances().map((instance) => instance.status)).toContain('Terminating')
    bench.advanceBy(minute)
    expect(bench.info()).toMatchObject({ status: 'Normal', currentReplicas: 3 })
    expect(bench.pods().map((pod) => pod.name)).not.toContain(name)
  })
})

describe('deleteService', () => {
  it('keeps the service until its instances have ended; then it can be created again', () => {
    const bench = runningBench()
    bench.call('DeleteClusterService', bench.web)
    expect(bench.info()).toMatchObject({ status: 'Waiting', desiredReplicas: 0 })
    expect(() => bench.call('DeleteClusterService', bench.web)).toThrow('is being deleted')
    bench.advanceBy(minute)
    expect(() => bench.info()).toThrow('does not exist')
    expect(bench.world.all('pod')).toEqual([])
    expect(bench.world.all('serviceEvent')).toEqual([])
    bench.call('CreateClusterService', createParams())
    bench.advanceBy(minute)
    expect(bench.info().status).toBe('Normal')
  })

  it('sets deletionEndsAt at once', () => {
    const bench = runningBench()
    const { world, now } = bench.context
    deleteService(world, bench.service(), now, bench.context)
    const { deletionEndsAt } = bench.service()
    expect(deletionEndsAt).toBe(Math.max(...bench.pods().map((pod) => pod.wakeAt ?? 0)))
  })
})

describe('evacuate', () => {
  it('moves instances to other nodes', () => {
    const bench = runningBench()
    const leaving = testNode(1, { deletionEndsAt: bench.context.now + minute })
    bench.world.put('node', leaving)
    evictPods(bench.world, leaving.id, bench.context.now, bench.context)
    bench.advanceBy(minute)
    const nodes = bench.pods().map((pod) => pod.assignment?.nodeId)
    expect(nodes).toHaveLength(3)
    expect(nodes).not.toContain(leaving.id)
  })

  it('does not depend on the storage order', () => {
    const names = [false, true].map((restarted) => {
      const bench = new Bench([testNode(1)])
      bench.call('CreateClusterService', createParams())
      bench.advanceBy(minute)
      bench.call('ModifyClusterServiceImage', { ...bench.web, image: 'nginx:1.11' })
      bench.advanceBy(1000)
      bench.call('PauseClusterService', bench.web)
      if (restarted) bench.restart()
      evictPods(bench.world, testNode(1).id, bench.context.now, bench.context)
      return bench.pods().map((pod) => `${pod.name} ${pod.revision}`)
    })
    expect(names[1]).toEqual(names[0])
  })
})
