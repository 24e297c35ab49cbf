import fc from 'fast-check'
import { evictPods } from '../../cloud/simulation/lifecycle/pod/pod'
import {
  Bench,
  benchStart,
  createParams,
  modifyParams,
  testNode,
} from '../../cloud/simulation/lifecycle/service/serviceTesting'

export const minutes = (count: number) => count * 60_000
export const hour = minutes(60)

const images = ['shop/web:1', 'redis:3', 'shop/worker:2', 'nginx:never-ready', 'nginx:pull-fail']

/** Generates an action on the service and the milliseconds that pass before it. */
const operation = fc.record({
  after: fc.integer({ min: 500, max: 700_000 }),
  what: fc.constantFrom('image', 'scale', 'delete instance', 'redeploy', 'pause', 'drain'),
  number: fc.nat(4),
  image: fc.constantFrom(...images),
})
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never

const containers = [
  { containerName: 'app', image: 'shop/web:1', cpu: 200, cpuLimits: 300, memory: 256 },
  { containerName: 'proxy', image: 'nginx:1.13', memoryLimits: 64 },
]

function perform(bench: Bench, { what, number, image }: Operation): void {
  const { world, now } = bench.context
  const pod = bench.pods()[number]?.name
  if (what === 'image') {
    const changed = containers.map((container, index) =>
      index === 0 ? { ...container, image } : container,
    )
    const strategy = number > 2 ? 'Recreate' : 'RollingUpdate'
    const replicas = bench.service().replicas
    bench.call('ModifyClusterService', modifyParams({ containers: changed, strategy, replicas }))
  }
  if (what === 'scale') bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: number })
  if (what === 'delete instance' && pod) {
    bench.call('DeleteInstances', { ...bench.web, instances: [pod] })
  }
  if (what === 'redeploy') bench.call('RedeployClusterService', bench.web)
  if (what === 'pause') {
    const paused = bench.service().paused
    bench.call(paused ? 'ResumeClusterService' : 'PauseClusterService', bench.web)
  }
  if (what === 'drain') evictPods(world, testNode(1).id, now, bench.context)
}

export const history = fc.array(operation, { minLength: 1, maxLength: 6 })

/**
 * A test simulation in which these actions have been performed on the service over several hours.
 */
export function benchWithHistory(
  operations: readonly Operation[],
  pass = (bench: Bench, ms: number) => bench.advanceBy(ms),
): Bench {
  const bench = new Bench()
  bench.call(
    'CreateClusterService',
    createParams({ replicas: 2, containers, accessType: 'LoadBalancer' }),
  )
  for (const current of operations) {
    pass(bench, current.after)
    perform(bench, current)
  }
  pass(bench, 3 * hour - ((bench.context.now - benchStart) % hour))
  return bench
}

export const day = { from: benchStart, to: benchStart + 4 * hour }

export const property = (check: (operations: Operation[]) => void, numRuns = 25) =>
  fc.assert(fc.property(history, check), { numRuns })
