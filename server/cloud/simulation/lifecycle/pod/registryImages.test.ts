import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pushTag } from '../../areas/registry/push'
import { registryTags } from '../../areas/registry/tags'
import {
  Bench,
  benchStart,
  clusterId,
  createParams,
  modifyParams,
  testNode,
} from '../service/serviceTesting'
import { imageExists } from './registryImages'

const minute = 60_000
const reponame = 'team/web'
const image = (tag: string) => `ccr.ccs.tencentyun.com/${reponame}:${tag}`
const container = (tag: string, containerName = 'web') => ({ containerName, image: image(tag) })

/** A test cluster whose account has the repository `team/web` with the tag `v1`. */
function withRegistry(nodes = [1, 2, 3].map((index) => testNode(index))): Bench {
  const bench = new Bench(nodes)
  const { world } = bench
  world.put('registryNamespace', { id: 'team', createdAt: benchStart })
  world.put('repository', {
    id: reponame,
    namespace: 'team',
    public: 0,
    description: '',
    createdAt: benchStart,
    updatedAt: benchStart,
    pulls: 0,
    favouriteCount: 0,
  })
  push(bench, 'v1')
  return bench
}

const push = (bench: Bench, tag: string) => pushTag(bench.context, { reponame, tag })

const remove = (bench: Bench, tag: string) =>
  registryTags.BatchDeleteTag({ reponame, tags: [tag] }, bench.context)

const pulls = (bench: Bench) => bench.world.get('repository', reponame)?.pulls
const statuses = (bench: Bench) => bench.instances().map((one) => one.status)
const reasons = (bench: Bench) => [...new Set(bench.instances().map((one) => one.reason))]

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
    const response = bench.events().filter((one) => one.objName === bench.pods()[0]?.name)
    const counts = Object.fromEntries(response.map((one) => [one.reason, one.count]))
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
    expect(statuses(bench).filter((one) => one === 'Running')).toHaveLength(2)
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
    expect(first?.containers.map((one) => one.status)).toEqual(['Running', 'Waiting'])
    push(bench, 'v2')
    bench.advanceBy(6 * minute)
    expect(bench.instances()[0]?.containers.map((one) => one.status)).toEqual([
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

const tags = ['v1', 'v2', 'v3-crash'] as const

const command = fc.oneof(
  fc.record({ action: fc.constantFrom('Push', 'Remove', 'Image'), tag: fc.constantFrom(...tags) }),
  fc.record({ action: fc.constant('Scale' as const), replicas: fc.integer({ min: 0, max: 5 }) }),
  fc.record({
    action: fc.constant('Modify' as const),
    tag: fc.constantFrom(...tags),
    minReadySeconds: fc.nat(20),
  }),
)
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never

function issue(bench: Bench, one: Command): void {
  if ('replicas' in one) {
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: one.replicas })
  } else if ('minReadySeconds' in one) {
    const { tag, minReadySeconds } = one
    bench.call(
      'ModifyClusterService',
      modifyParams({ containers: [container(tag)], minReadySeconds }),
    )
  } else if (one.action === 'Image') {
    bench.call('ModifyClusterServiceImage', { ...bench.web, image: image(one.tag) })
  } else if (one.action === 'Push') push(bench, one.tag)
  else remove(bench, one.tag)
}

function resultOf(bench: Bench, one: Command): string {
  try {
    issue(bench, one)
    return 'accepted'
  } catch (error) {
    return String(error)
  }
}

/** The stored documents, and the responses that a client gets. */
function stateOf(bench: Bench): unknown {
  const kinds = [
    'node',
    'service',
    'pod',
    'serviceEvent',
    'repository',
    'tag',
    'triggerLog',
  ] as const
  const resources = kinds.flatMap((kind) =>
    bench.world
      .all(kind)
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .map((resource): unknown => JSON.parse(JSON.stringify(resource))),
  )
  return [resources, bench.info(), bench.instances(), bench.events()]
}

const script = fc.array(fc.tuple(fc.nat({ max: 90_000 }), command), { minLength: 1, maxLength: 20 })

function benchWithTrigger(): Bench {
  const bench = withRegistry([testNode(1), testNode(2)])
  bench.world.put('trigger', {
    id: 'web',
    reponame,
    condition: { invokeMethod: 'regex', invokeExpr: '^v[12]$' },
    target: { ...bench.web, clusterId, containerName: 'web', clusterRegion: 1 },
    createdAt: benchStart,
    updatedAt: benchStart,
  })
  bench.call('CreateClusterService', createParams({ containers: [container('v1')] }))
  return bench
}

function runScript(
  steps: typeof script extends fc.Arbitrary<infer T> ? T : never,
  pass: (bench: Bench, ms: number) => void,
) {
  const bench = benchWithTrigger()
  const answers = steps.map(([after, one]) => {
    pass(bench, after)
    return resultOf(bench, one)
  })
  pass(bench, 400_000)
  return { answers, stateOf: stateOf(bench) }
}

describe('pushes, deletions and triggers', () => {
  it('lead to the same world in one large step as in many small ones', () => {
    fc.assert(
      fc.property(script, fc.integer({ min: 200, max: 5000 }), (steps, stepMs) => {
        const oneStepResult = runScript(steps, (bench, ms) => bench.advanceBy(ms))
        const smallStepsResult = runScript(steps, (bench, ms) => {
          let remaining = ms
          for (; remaining > stepMs; remaining -= stepMs) bench.advanceBy(stepMs)
          bench.advanceBy(remaining)
        })
        expect(smallStepsResult).toEqual(oneStepResult)
      }),
      { numRuns: 40 },
    )
  })

  it('resume correctly after a restart at any time', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const steadyResult = runScript(steps, (bench, ms) => bench.advanceBy(ms))
        const restartedResult = runScript(steps, (bench, ms) => {
          bench.advanceBy(Math.floor(ms / 2))
          bench.restart()
          bench.advanceBy(ms - Math.floor(ms / 2))
        })
        expect(restartedResult).toEqual(steadyResult)
      }),
      { numRuns: 40 },
    )
  })

  it('never let an instance run a tag that was never pushed', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const bench = benchWithTrigger()
        const pushed = new Set(['v1'])
        for (const [after, one] of steps) {
          bench.advanceBy(after)
          if (resultOf(bench, one) === 'accepted' && 'tag' in one && one.action === 'Push')
            pushed.add(one.tag)
          for (const { containers } of bench.instances()) {
            for (const running of containers.filter((each) => each.status === 'Running')) {
              expect(pushed).toContain(running.image.split(':')[1])
            }
          }
        }
      }),
      { numRuns: 40 },
    )
  })
})
