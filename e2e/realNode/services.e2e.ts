import { workload, workloadUpdate } from '../../server/test/realNode/containerd'
import {
  create,
  expect,
  type NodeConsole,
  stateOf,
  test,
  unreachableImage,
} from '../support/nodeConsole'

const logOf = async ({ data, service }: NodeConsole, name: string) => {
  const { podLog } = await data('DescribeInstanceLog', service(name))
  return podLog.flatMap(({ containerLog }) => containerLog.map(({ log }) => log)).join('')
}

const eventsOf = async ({ data, service }: NodeConsole, name: string) =>
  (await data('DescribeServiceEvent', service(name))).eventList

test('a service becomes ready, serves at the addresses of its instances, and its log grows', async ({
  console,
}) => {
  const args = ['-greeting', 'real', '-log-every', '200ms']
  await create(console, 'web', { arguments: args }, { replicas: 2 })
  await expect
    .poll(() => stateOf(console, 'web'))
    .toEqual({ status: 'Normal', instances: ['Running', 'Running'] })
  for (const { ip } of await console.instances('web')) {
    expect(await (await fetch(`http://${ip}:8080/`)).text()).toBe('real\n')
  }
  const first = await logOf(console, 'web')
  expect(first).toContain('serving on port 8080\n')
  await expect.poll(async () => (await logOf(console, 'web')).length).toBeGreaterThan(first.length)
})

test('an instance that crashes keeps its state between crashes, and its log ends with its last line', async ({
  console,
}) => {
  const args = ['-crash-after', '1s', '-exit-code', '3', '-last-words', 'no configuration']
  await create(console, 'crashing', { arguments: args })
  const crashing = { status: 'Abnormal', instances: ['Waiting 容器进程崩溃'] }
  await expect.poll(() => stateOf(console, 'crashing')).toEqual(crashing)
  const states = new Set<string>()
  await expect
    .poll(
      async () => {
        states.add(JSON.stringify(await stateOf(console, 'crashing')))
        return (await console.instances('crashing'))[0]?.restartCount
      },
      { timeout: 40_000 },
    )
    .toBeGreaterThanOrEqual(2)
  expect([...states]).toEqual([JSON.stringify(crashing)])
  await expect.poll(() => logOf(console, 'crashing')).toMatch(/no configuration\n$/)
})

test('an instance shows as its reason that its image cannot be pulled, and events have the details', async ({
  console,
}) => {
  await create(console, 'unpulled', { image: unreachableImage })
  await expect
    .poll(() => stateOf(console, 'unpulled'))
    .toEqual({ status: 'Abnormal', instances: ['Waiting 下载镜像失败'] })
  expect(await logOf(console, 'unpulled')).toBe('')
  await expect
    .poll(async () =>
      (await eventsOf(console, 'unpulled')).map(({ message }) => message).join('\n'),
    )
    .toMatch(/Failed to pull image "127\.0\.0\.1:1\/none:1".*connection refused/)
})

test('an instance that runs but is not ready shows its failing probes as the reason', async ({
  console,
}) => {
  const healthCheck = [
    {
      type: 'readyCheck',
      checkMethod: 'methodHttp',
      port: 8080,
      path: '/healthz',
      intervalTime: 2,
    },
  ]
  await create(console, 'unhealthy', { arguments: ['-unhealthy'], healthCheck })
  await expect
    .poll(() => stateOf(console, 'unhealthy'))
    .toEqual({ status: 'Abnormal', instances: ['NotReady 健康检查失败'] })
})

test('an instance that fits on no node is unschedulable, and an event names the resource', async ({
  console,
}) => {
  await create(console, 'large', { cpu: 500_000, cpuLimits: 500_000 })
  await expect
    .poll(() => stateOf(console, 'large'))
    .toEqual({ status: 'Abnormal', instances: ['Waiting 调度失败'] })
  await expect
    .poll(async () => (await eventsOf(console, 'large')).map(({ message }) => message).join('\n'))
    .toMatch(/Insufficient cpu/)
})

test('a stuck rollout keeps an old instance and can be rolled back', async ({ console }) => {
  await create(console, 'rolled', {}, { replicas: 2 })
  const normal = { status: 'Normal', instances: ['Running', 'Running'] }
  await expect.poll(() => stateOf(console, 'rolled')).toEqual(normal)
  const namesBefore = (await console.instances('rolled')).map(({ name }) => name)
  const service = console.service('rolled')
  await console.data('ModifyClusterServiceImage', { ...service, image: unreachableImage })
  await expect
    .poll(async () => {
      const { status, instances } = await stateOf(console, 'rolled')
      return { status, instances: instances.toSorted() }
    })
    .toEqual({ status: 'Abnormal', instances: ['Running', 'Waiting 下载镜像失败'] })
  await console.data('RollBackClusterService', service)
  await expect.poll(() => stateOf(console, 'rolled')).toEqual(normal)
  const namesAfter = (await console.instances('rolled')).map(({ name }) => name)
  expect(namesBefore.filter((name) => namesAfter.includes(name))).toHaveLength(1)
  expect((await console.info('rolled')).containers[0]?.image).toBe(workload)
})

test('an update replaces the instances', async ({ console }) => {
  await create(console, 'updated')
  await expect.poll(async () => (await console.info('updated')).status).toBe('Normal')
  const [instanceBefore] = await console.instances('updated')
  const service = console.service('updated')
  await console.data('ModifyClusterServiceImage', { ...service, image: workloadUpdate })
  await expect
    .poll(async () => (await console.instances('updated')).map(({ status }) => status))
    .toEqual(['Running'])
  await expect.poll(async () => (await console.info('updated')).status).toBe('Normal')
  expect((await console.instances('updated'))[0]?.name).not.toBe(instanceBefore?.name)
})
