import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Bench,
  benchStart,
  clusterId,
  createParams,
  modifyParams,
  testNode,
} from '../service/serviceTesting'
import { container, image, push, remove, reponame, withRegistry } from './registryTesting'

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

function issue(bench: Bench, command: Command): void {
  if ('replicas' in command) {
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: command.replicas })
  } else if ('minReadySeconds' in command) {
    const { tag, minReadySeconds } = command
    bench.call(
      'ModifyClusterService',
      modifyParams({ containers: [container(tag)], minReadySeconds }),
    )
  } else if (command.action === 'Image') {
    bench.call('ModifyClusterServiceImage', { ...bench.web, image: image(command.tag) })
  } else if (command.action === 'Push') push(bench, command.tag)
  else remove(bench, command.tag)
}

function resultOf(bench: Bench, command: Command): string {
  try {
    issue(bench, command)
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
      .sort((a, b) => (a.id < b.id ? -1 : 1))
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
  const answers = steps.map(([after, value]) => {
    pass(bench, after)
    return resultOf(bench, value)
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
        for (const [after, value] of steps) {
          bench.advanceBy(after)
          if (resultOf(bench, value) === 'accepted' && 'tag' in value && value.action === 'Push')
            pushed.add(value.tag)
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
