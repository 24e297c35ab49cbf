import fc from 'fast-check'
import { clusterNamed, machineIn } from '../cloud/purchases'
import { type Change, Watch } from './watch'

const images = ['nginx:1.13', 'nginx:1.15', 'nginx:crash', 'nginx:never-ready', 'nginx:pull-fail']
const names = ['web', 'api']
const faults = [undefined, 'Unknown', 'MemoryPressure'] as const

/** The operations and faults of a random walk. */
const operations = {
  create: (watch, { clusterId, serviceName, image, count }) =>
    watch.try('CreateClusterService', {
      clusterId,
      serviceName,
      replicas: count,
      accessType: count % 2 === 0 ? 'LoadBalancer' : 'ClusterIP',
      portMappings: [{ lbPort: 80, containerPort: 80, protocol: 'TCP' }],
      containers: [{ containerName: 'web', image, cpu: 700, memory: 64 }],
    }),
  scale: (watch, { clusterId, serviceName, count }) =>
    watch.try('ModifyServiceReplicas', { clusterId, serviceName, scaleTo: count }),
  update: (watch, { clusterId, serviceName, image }) =>
    watch.try('ModifyClusterServiceImage', { clusterId, serviceName, image }),
  recreate: (watch, { clusterId, serviceName, image, count }) =>
    watch.try('ModifyClusterService', {
      clusterId,
      serviceName,
      replicas: count,
      strategy: 'Recreate',
      accessType: 'None',
      containers: [{ containerName: 'web', image, cpu: 700, memory: 64 }],
    }),
  pause: (watch, target) => watch.try('PauseClusterService', target),
  resume: (watch, target) => watch.try('ResumeClusterService', target),
  back: (watch, target) => watch.try('RollBackClusterService', target),
  redeploy: (watch, target) => watch.try('RedeployClusterService', target),
  remove: (watch, target) => watch.try('DeleteClusterService', target),
  kill: (watch, { clusterId, serviceName }) => {
    const key = `${clusterId}/default/${serviceName}`
    const instances = watch.context.world.ownedBy('pod', key).map((pod) => pod.name)
    if (instances.length > 0) watch.try('DeleteInstances', { clusterId, instances })
  },
  label: (watch, { clusterId, instanceId, count }) => {
    const fault = faults[count % faults.length]
    const labels = fault === undefined ? [] : [{ key: 'fault', value: fault }]
    watch.try('ModifyClusterNodeLabel', { clusterId, instanceId, labels })
  },
  close: (watch, { clusterId, instanceId, count }) => {
    const unschedulable = count % 2 === 0 ? 0 : 1
    watch.try('ModifyClusterNodeSchedulable', {
      clusterId,
      instanceIds: [instanceId],
      unschedulable,
    })
  },
  drain: (watch, { clusterId, instanceId }) =>
    watch.try('DrainClusterNode', { ClusterId: clusterId, InstanceId: instanceId, DryRun: 0 }),
  grow: (watch, { clusterId }) =>
    watch.try('AddClusterInstances', { clusterId, ...machineIn().machine }),
  shrink: (watch, { clusterId, instanceId }) =>
    watch.try('DeleteClusterInstances', { clusterId, instanceIds: [instanceId] }),
} as const satisfies Readonly<Record<string, (watch: Watch, target: WalkTarget) => unknown>>

interface WalkTarget {
  clusterId: string
  serviceName: string
  instanceId: string
  image: string
  count: number
}

type Operation = keyof typeof operations

const operation = fc.constantFrom(
  ...(Object.keys(operations) as Operation[]),
  ...(['create', 'create', 'update', 'update', 'pause', 'back', 'scale', 'remove'] as const),
)

const step = fc.record({
  operation,
  serviceName: fc.constantFrom(...names),
  image: fc.constantFrom(...images),
  count: fc.nat(3),
  node: fc.nat(3),
  seconds: fc.constantFrom(0, 0, 0.4, 1, 3, 8, 20),
})

const walks = fc.array(step, { minLength: 30, maxLength: 50 })

/** Every transition observed on this many walks; each ends with the deletion of all resources. */
export function changesOfRandomWalks(count: number): Change[] {
  return fc.sample(walks, { numRuns: count, seed: 1 }).flatMap((steps) => {
    const watch = new Watch()
    const { world } = watch.context
    watch.call('CreateCluster', { ...clusterNamed('walk'), goodsNum: 2 })
    watch.pass(60)
    const clusterId = world.all('cluster')[0]?.id ?? ''
    for (const { operation: name, node, seconds, ...rest } of steps) {
      const nodes = world.ownedBy('node', clusterId)
      const instanceId = nodes[node % nodes.length]?.id ?? ''
      operations[name](watch, { clusterId, instanceId, ...rest })
      watch.pass(seconds)
    }
    watch.try('DeleteCluster', { clusterId })
    watch.pass(60)
    return watch.changes
  })
}
