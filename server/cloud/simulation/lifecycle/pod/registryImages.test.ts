import { describe, expect, it } from 'vitest'
import { type Bench, createParams } from '../service/serviceTesting'
import { imageExists } from './registryImages'
import { container, image, push, remove, reponame, withRegistry } from './registryTesting'

const minute = 60_000
const pulls = (bench: Bench) => bench.world.get('repository', reponame)?.pulls
const statuses = (bench: Bench) => bench.instances().map((instance) => instance.status)
const reasons = (bench: Bench) => [...new Set(bench.instances().map((instance) => instance.reason))]

describe('imageExists', () => {
  const bench = withRegistry()
  const { tag } = push(bench, 'v2')
  it.each([
    ['nginx:1.10', true],
    ['nginx:missing', true],
    ['registry.example.com/team/web:none', true],
    ['ccr.ccs.tencentyun.com/library/kubedns:1', true],
    ['ccr.ccs.tencentyun.com/library/kubedns:missing', false],
    [image('v1'), true],
    [image('v3'), false],
    ['ccr.ccs.tencentyun.com/team/web', false],
    ['ccr.ccs.tencentyun.com/team/none:v1', false],
    [`ccr.ccs.tencentyun.com/team/web@${tag.digest}`, true],
    [`ccr.ccs.tencentyun.com/team/web:gone@${tag.digest}`, true],
    [`ccr.ccs.tencentyun.com:443/team/web:v3`, false],
    [`ccr.ccs.tencentyun.com/team/web@sha256:${'0'.repeat(64)}`, false],
  ])('%s: %s', (name, there) => {
    expect(imageExists(bench.world, name)).toBe(there)
  })
})

describe("images of the account's registry", () => {
  it('are pulled if they exist, and each pull is counted', () => {
    const bench = withRegistry()
    bench.call('CreateClusterService', createParams({ containers: [container('v1')] }))
    bench.advanceBy(minute)
    expect(statuses(bench)).toEqual(['Running', 'Running', 'Running'])
    expect(pulls(bench)).toBe(3)
  })

  it('cannot be pulled until they are pushed', () => {
    const bench = withRegistry()
    bench.call('CreateClusterService', createParams({ containers: [container('v2')] }))
    bench.advanceBy(10 * minute)
    expect(reasons(bench)).toEqual(['下载镜像失败'])
    expect(bench.info().srcReasonMap).toEqual({ ImagePullBackOff: 3 })
    expect(pulls(bench)).toBe(0)
    push(bench, 'v2')
    bench.advanceBy(1)
    expect(reasons(bench)).toEqual(['下载镜像失败'])
    bench.advanceBy(6 * minute)
    expect(statuses(bench)).toEqual(['Running', 'Running', 'Running'])
    expect(pulls(bench)).toBe(3)
    const response = bench.events().filter((event) => event.objName === bench.pods()[0]?.name)
    const counts = Object.fromEntries(response.map((event) => [event.reason, event.count]))
    expect(counts).toMatchObject({ Failed: expect.any(Number), Pulled: 1, Started: 1 })
    expect(counts.Failed).toBeGreaterThan(3)
  })

  it('are pulled again only at the next attempt, which fails if they were deleted by then', () => {
    const bench = withRegistry()
    bench.call('CreateClusterService', createParams({ containers: [container('v2')] }))
    bench.advanceBy(10 * minute)
    push(bench, 'v2')
    remove(bench, 'v2')
    bench.advanceBy(10 * minute)
    expect(reasons(bench)).toEqual(['下载镜像失败'])
    push(bench, 'v2')
    bench.advanceBy(6 * minute)
    expect(statuses(bench)).toEqual(['Running', 'Running', 'Running'])
  })

  it('block an update until they are pushed', () => {
    const bench = withRegistry()
    bench.call('CreateClusterService', createParams({ containers: [container('v1')] }))
    bench.advanceBy(minute)
    bench.call('ModifyClusterServiceImage', { ...bench.web, image: image('v2') })
    bench.advanceBy(10 * minute)
    expect(statuses(bench).filter((status) => status === 'Running')).toHaveLength(2)
    push(bench, 'v2')
    bench.advanceBy(10 * minute)
    expect(statuses(bench)).toEqual(['Running', 'Running', 'Running'])
    expect(bench.service().rollout).toBeUndefined()
  })

  it('do not affect the other containers of the instance', () => {
    const bench = withRegistry()
    const both = [container('v1'), container('v2', 'other')]
    bench.call('CreateClusterService', createParams({ containers: both, replicas: 1 }))
    bench.advanceBy(minute)
    const [first] = bench.instances()
    expect(first?.containers.map((item) => item.status)).toEqual(['Running', 'Waiting'])
    push(bench, 'v2')
    bench.advanceBy(6 * minute)
    expect(bench.instances()[0]?.containers.map((item) => item.status)).toEqual([
      'Running',
      'Running',
    ])
    expect(pulls(bench)).toBe(2)
  })

  it('crash only once they have been pulled', () => {
    const bench = withRegistry()
    bench.call(
      'CreateClusterService',
      createParams({ containers: [container('v2-crash')], replicas: 1 }),
    )
    bench.advanceBy(minute)
    expect(reasons(bench)).toEqual(['下载镜像失败'])
    push(bench, 'v2-crash')
    bench.advanceBy(6 * minute)
    expect(reasons(bench)).toEqual(['容器进程崩溃'])
  })

  it('can be deleted without affecting instances that run them', () => {
    const bench = withRegistry()
    bench.call('CreateClusterService', createParams({ containers: [container('v1')], replicas: 1 }))
    bench.advanceBy(minute)
    remove(bench, 'v1')
    bench.advanceBy(minute)
    expect(statuses(bench)).toEqual(['Running'])
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 2 })
    bench.advanceBy(minute)
    expect(statuses(bench).sort()).toEqual(['Running', 'Waiting'])
  })
})
