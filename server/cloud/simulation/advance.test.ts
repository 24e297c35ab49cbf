import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestRetention } from '../../../src/contract/actions/monitoring/metrics'
import { advance } from './advance'
import { evictPods } from './lifecycle/pod/pod'
import {
  Bench,
  clusterId,
  createParams,
  modifyParams,
  testNode,
} from './lifecycle/service/serviceTesting'
import { wakeWaiting } from './lifecycle/service/wake'

const names = ['web', 'api'] as const
const images = ['nginx:1', 'nginx:2', 'nginx:crash', 'nginx:pull-fail', 'nginx:never-ready']

/** Generates commands, including some that the simulation refuses. */
const command = fc.oneof(
  fc.record({
    action: fc.constantFrom(
      'PauseClusterService',
      'ResumeClusterService',
      'RollBackClusterService',
      'RedeployClusterService',
      'DeleteClusterService',
    ),
    name: fc.constantFrom(...names),
  }),
  fc.record({
    action: fc.constantFrom('CreateClusterService', 'ModifyClusterService', 'Image'),
    name: fc.constantFrom(...names),
    image: fc.constantFrom(...images),
    replicas: fc.integer({ min: 0, max: 6 }),
    minReadySeconds: fc.integer({ min: 0, max: 15 }),
    strategy: fc.constantFrom('RollingUpdate', 'Recreate'),
    cpu: fc.constantFrom(0, 900, 2500),
    memory: fc.constantFrom(0, 1500, 5000),
  }),
  fc.record({
    action: fc.constantFrom('Scale', 'DeleteInstance'),
    name: fc.constantFrom(...names),
    number: fc.nat({ max: 8 }),
  }),
  fc.record({ action: fc.constantFrom('NodeGoes', 'NodeComes'), number: fc.constantFrom(1, 2) }),
)
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never

function issue(bench: Bench, command: Command): void {
  const { world, now } = bench.context
  if (command.action === 'NodeGoes' || command.action === 'NodeComes') {
    const node = world.get('node', testNode('number' in command ? command.number : 1).id)
    if (!node) throw new Error('nodes stay in this test')
    world.put('node', { ...node, unschedulable: command.action === 'NodeGoes' })
    if (command.action === 'NodeGoes') evictPods(world, node.id, now, bench.context)
    else wakeWaiting(world, clusterId, now)
    return
  }
  if (!('name' in command)) throw new Error('no service is named')
  const serviceParams = { ...bench.web, serviceName: command.name }
  if ('number' in command) {
    if (command.action === 'Scale') {
      bench.call('ModifyServiceReplicas', { ...serviceParams, scaleTo: command.number })
      return
    }
    const pod = bench.pods(command.name)[command.number]
    bench.call('DeleteInstances', { ...serviceParams, instances: [pod?.name ?? 'none'] })
    return
  }
  if ('image' in command) {
    const { image, replicas, minReadySeconds, strategy, cpu, memory } = command
    const containers = [{ containerName: 'nginx', image, cpu, memory }]
    const params = { ...serviceParams, replicas, containers }
    if (command.action === 'CreateClusterService') bench.call(command.action, createParams(params))
    else if (command.action === 'Image')
      bench.call('ModifyClusterServiceImage', { ...serviceParams, image })
    else bench.call('ModifyClusterService', modifyParams({ ...params, minReadySeconds, strategy }))
    return
  }
  bench.call(command.action, serviceParams)
}

/**
 * The response or the refusal; it must not depend on the number of steps by which time advances.
 */
function outcomeOf(bench: Bench, command: Command): string {
  try {
    issue(bench, command)
    return 'accepted'
  } catch (error) {
    return String(error)
  }
}

const initialCommands = names.map((serviceName): [number, Command] => [
  100,
  {
    action: 'CreateClusterService',
    name: serviceName,
    image: 'nginx:1',
    replicas: 3,
    minReadySeconds: 0,
    strategy: 'RollingUpdate',
    cpu: 900,
    memory: 0,
  },
])

const script = fc
  .array(fc.tuple(fc.nat({ max: 40_000 }), command), { minLength: 1, maxLength: 25 })
  .map((rest) => [...initialCommands, ...rest])

/** The stored documents, sorted so that they do not depend on insertion order. */
function documentsOf(bench: Bench): unknown[] {
  const kinds = ['node', 'service', 'pod', 'serviceEvent', 'deletedPod'] as const
  return kinds.flatMap((kind) =>
    bench.world
      .all(kind)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((resource): unknown => JSON.parse(JSON.stringify(resource))),
  )
}

/** The responses that a client of the API gets. */
function clientView(bench: Bench): unknown {
  const listed = bench.call('DescribeClusterService', { ...bench.web, allnamespace: 1 })
  const serviceViews = listed.services.map(({ serviceName }) => [
    bench.info(serviceName),
    bench.instances(serviceName),
    bench.events(serviceName),
  ])
  return [listed, serviceViews]
}

const smallBench = () => new Bench([testNode(1), testNode(2)])

/** Runs the commands of all days; `pass` advances time by the pause before each command. */
function runScript(
  bench: Bench,
  steps: readonly (readonly [number, Command])[],
  pass: (ms: number) => void,
) {
  const answers: string[] = []
  for (const [after, value] of steps) {
    pass(after)
    answers.push(outcomeOf(bench, value))
  }
  pass(120_000)
  return { answers, world: documentsOf(bench), clientView: clientView(bench) }
}

describe('advance', () => {
  it('leads to the same world in one large step as in many small ones', () => {
    fc.assert(
      fc.property(script, fc.integer({ min: 50, max: 3000 }), (steps, stepMs) => {
        const [oneStepBench, smallStepsBench] = [smallBench(), smallBench()]
        const oneStepResult = runScript(oneStepBench, steps, (ms) => oneStepBench.advanceBy(ms))
        const smallStepsResult = runScript(smallStepsBench, steps, (ms) => {
          let remaining = ms
          for (; remaining > stepMs; remaining -= stepMs) smallStepsBench.advanceBy(stepMs)
          smallStepsBench.advanceBy(remaining)
        })
        expect(smallStepsResult).toEqual(oneStepResult)
      }),
      { numRuns: 60 },
    )
  })

  it('resumes correctly after a restart at any time', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const [steadyBench, restartedBench] = [smallBench(), smallBench()]
        const steadyResult = runScript(steadyBench, steps, (ms) => steadyBench.advanceBy(ms))
        const restartedResult = runScript(restartedBench, steps, (ms) => {
          restartedBench.advanceBy(Math.floor(ms / 2))
          restartedBench.restart()
          restartedBench.advanceBy(ms - Math.floor(ms / 2))
        })
        expect(restartedResult).toEqual(steadyResult)
      }),
      { numRuns: 60 },
    )
  })

  it('leaves every service in a stable state', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const bench = smallBench()
        runScript(bench, steps, (ms) => bench.advanceBy(ms))
        bench.advanceBy(3_600_000)
        for (const service of bench.world.all('service')) {
          const pods = bench.pods(service.name)
          if (!service.paused) expect(pods).toHaveLength(service.replicas)
          expect(pods.every((pod) => pod.stoppingAt === undefined)).toBe(true)
          expect(service.wakeAt).toBeUndefined()
        }
        bench.advanceBy(2 * 86_400_000)
        expect(bench.world.all('serviceEvent')).toEqual([])
        bench.advanceBy(longestRetention * 1000)
        expect(bench.world.all('deletedPod')).toEqual([])
        expect(bench.world.next(Number.POSITIVE_INFINITY)).toBeUndefined()
      }),
      { numRuns: 60 },
    )
  })

  it('never exceeds a node’s capacity or assigns an address twice', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const bench = smallBench()
        runScript(bench, steps, (ms) => {
          bench.advanceBy(ms)
          const placed = bench.world.all('pod').filter((pod) => pod.assignment)
          expect(new Set(placed.map((pod) => pod.assignment?.ip)).size).toBe(placed.length)
          for (const node of bench.world.all('node')) {
            const podsOnNode = placed.filter((pod) => pod.assignment?.nodeId === node.id)
            const cpu = podsOnNode.reduce((sum, pod) => sum + pod.requests.cpu, 0)
            expect(cpu).toBeLessThanOrEqual(3920)
            const memory = podsOnNode.reduce((sum, pod) => sum + pod.requests.memory, 0)
            expect(memory).toBeLessThanOrEqual(7362)
          }
        })
      }),
      { numRuns: 40 },
    )
  })

  it('throws on an endless loop', () => {
    const bench = smallBench()
    bench.world.put('task', {
      id: '1',
      number: 1,
      action: 'x',
      startedAt: 0,
      doneAt: 0,
      fails: false,
      wakeAt: 0,
    })
    expect(() => advance(bench.context, bench.context.now)).toThrow('task 1')
  })
})
