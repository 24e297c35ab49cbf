import { buildSpareMachines } from '../../cloud/simulation/seed/spareMachines'
import { clusterNamed, machineIn } from '../cloud/purchases'
import { Watch } from './watch'

const clusterOf = ({ context }: Watch) => context.world.all('cluster').at(-1)?.id ?? ''
const nodesOf = (watch: Watch) => watch.context.world.ownedBy('node', clusterOf(watch))

function service(watch: Watch, serviceName: string, image = 'nginx:1.13', overrides = {}): void {
  watch.call('CreateClusterService', {
    clusterId: clusterOf(watch),
    serviceName,
    replicas: 1,
    accessType: 'ClusterIP',
    portMappings: [{ lbPort: 80, containerPort: 80, protocol: 'TCP' }],
    containers: [{ containerName: 'web', image, cpu: 100, memory: 64 }],
    ...overrides,
  })
}

function cluster(watch: Watch, goodsNum = 2): void {
  watch.call('CreateCluster', { ...clusterNamed('story'), goodsNum })
  watch.pass(70)
}

function label(watch: Watch, instanceId: string, fault: string | undefined): void {
  watch.call('ModifyClusterNodeLabel', {
    clusterId: clusterOf(watch),
    instanceId,
    labels: fault === undefined ? [] : [{ key: 'fault', value: fault }],
  })
}

/** Changes the cluster directly, because no action of the API suspends a cluster. */
function isolate(watch: Watch): void {
  watch.seeded((world) => {
    const storedCluster = world.get('cluster', clusterOf(watch))
    if (storedCluster) world.put('cluster', { ...storedCluster, isolated: true })
  })
}

function deleteAll(watch: Watch, serviceName: string): void {
  const clusterId = clusterOf(watch)
  const instances = watch.context.world
    .ownedBy('pod', `${clusterId}/default/${serviceName}`)
    .map((pod) => pod.name)
  if (instances.length > 0) watch.call('DeleteInstances', { clusterId, instances })
}

/** Stories that together cover every transition of the tables. */
const stories: Readonly<Record<string, (watch: Watch) => void>> = {
  'a cluster grows, shrinks and is deleted'(watch) {
    cluster(watch)
    const clusterId = clusterOf(watch)
    watch.call('AddClusterInstances', { clusterId, ...machineIn().machine })
    watch.pass(60)
    const instanceIds = [nodesOf(watch)[2]?.id ?? '']
    watch.call('DeleteClusterInstances', { clusterId, instanceIds })
    watch.pass(40)
    watch.call('CreateClusterNamespace', { clusterId, name: 'team', description: '' })
    service(watch, 'web', 'nginx:1.13', { namespace: 'team' })
    watch.pass(30)
    watch.call('DeleteCluster', { clusterId })
    watch.pass(60)
  },

  'a cluster takes a machine that is there already'(watch) {
    watch.seeded((world) => buildSpareMachines(world, watch.context.now))
    cluster(watch)
    const [spare] = watch.context.world
      .all('machine')
      .filter(
        (subnet) => subnet.facts.instanceName === 'spare-01' && subnet.region === 'ap-guangzhou',
      )
    const instanceIds = [spare?.id ?? '']
    watch.call('AddClusterInstancesFromExistedCvm', { clusterId: clusterOf(watch), instanceIds })
    watch.pass(60)
  },

  'a cluster that comes to nothing'(watch) {
    watch.call('CreateCluster', { ...clusterNamed('fault-task'), goodsNum: 1 })
    watch.pass(20)
    watch.call('DeleteCluster', { clusterId: clusterOf(watch) })
    watch.pass(40)
  },

  'a cluster that has not been paid for'(watch) {
    cluster(watch)
    isolate(watch)
    watch.call('DeleteClusterInstances', {
      clusterId: clusterOf(watch),
      instanceIds: nodesOf(watch).map((node) => node.id),
    })
    watch.pass(40)
    watch.call('DeleteCluster', { clusterId: clusterOf(watch) })
    watch.pass(40)
  },

  'nodes fall ill and get well'(watch) {
    cluster(watch)
    const clusterId = clusterOf(watch)
    service(watch, 'web', 'nginx:1.13', { replicas: 4 })
    service(watch, 'stuck', 'nginx:never-ready', { replicas: 4 })
    service(watch, 'broken', 'nginx:crash', { replicas: 4 })
    service(watch, 'unknown', 'nginx:pull-fail', { replicas: 4 })
    service(watch, 'unnamed', 'shop/Web:1', { replicas: 4 })
    watch.pass(60)
    for (const node of nodesOf(watch)) label(watch, node.id, 'Unknown')
    watch.pass(20)
    for (const node of nodesOf(watch)) label(watch, node.id, undefined)
    watch.pass(20)
    service(watch, 'late', 'nginx:1.15', { replicas: 6 })
    watch.pass(2)
    for (const node of nodesOf(watch)) label(watch, node.id, 'Unknown')
    watch.pass(310, 0.5)
    const [first, second] = nodesOf(watch).map((node) => node.id)
    watch.call('DeleteClusterInstances', { clusterId, instanceIds: [first ?? ''] })
    watch.pass(30)
    watch.call('DrainClusterNode', { ClusterId: clusterId, InstanceId: second ?? '', DryRun: 0 })
    watch.pass(10)
  },

  'a service is scaled, updated, paused, rolled back and deleted'(watch) {
    cluster(watch)
    const web = { clusterId: clusterOf(watch), serviceName: 'web' }
    service(watch, 'web', 'nginx:1.13', { accessType: 'LoadBalancer', replicas: 2 })
    watch.pass(30)
    watch.call('ModifyServiceReplicas', { ...web, scaleTo: 4 })
    watch.pass(30)
    watch.call('ModifyServiceReplicas', { ...web, scaleTo: 1 })
    watch.pass(10)
    watch.call('PauseClusterService', web)
    watch.call('ResumeClusterService', web)
    watch.call('ModifyClusterServiceImage', { ...web, image: 'nginx:1.15' })
    watch.pass(3)
    watch.call('PauseClusterService', web)
    watch.pass(3)
    watch.call('ResumeClusterService', web)
    watch.pass(3)
    watch.call('RollBackClusterService', web)
    watch.pass(3)
    watch.call('PauseClusterService', web)
    watch.call('ResumeClusterService', web)
    watch.pass(40)
    watch.call('ModifyClusterServiceImage', { ...web, image: 'nginx:crash' })
    watch.pass(40)
    watch.call('PauseClusterService', web)
    watch.call('ResumeClusterService', web)
    watch.call('RollBackClusterService', web)
    watch.pass(40)
    watch.call('RedeployClusterService', web)
    watch.pass(40)
    watch.call('ModifyClusterServiceImage', { ...web, image: 'shop/Web:1' })
    watch.pass(40)
    watch.call('ModifyClusterServiceImage', { ...web, image: 'nginx:1.16' })
    watch.pass(40)
    watch.call('DeleteClusterService', web)
    watch.pass(10)
  },

  'an update replaces instances that never started'(watch) {
    cluster(watch)
    const many = { clusterId: clusterOf(watch), serviceName: 'many' }
    service(watch, 'many', 'shop/Web:1', { replicas: 4 })
    watch.pass(30)
    watch.call('ModifyClusterServiceImage', { ...many, image: 'nginx:1.16' })
    watch.pass(60)
  },

  'instances that cannot be'(watch) {
    cluster(watch, 1)
    const clusterId = clusterOf(watch)
    const containers = [{ containerName: 'web', image: 'nginx:1.13', cpu: 64_000, memory: 64 }]
    service(watch, 'huge', 'nginx:1.13', { containers })
    service(watch, 'stuck', 'nginx:never-ready')
    service(watch, 'broken', 'nginx:crash')
    service(watch, 'unknown', 'nginx:pull-fail')
    service(watch, 'unnamed', 'shop/Web:1')
    watch.pass(70)
    const large = (image: string) => ({
      containers: [{ containerName: 'web', image, cpu: 1200, memory: 64 }],
    })
    service(watch, 'large', 'nginx:1.13', large('nginx:1.13'))
    service(watch, 'next', 'shop/Web:1', large('shop/Web:1'))
    watch.pass(10)
    watch.call('ModifyServiceReplicas', { clusterId, serviceName: 'large', scaleTo: 0 })
    watch.pass(10)
    const serviceNames = ['huge', 'stuck', 'broken', 'unknown', 'unnamed']
    for (const serviceName of serviceNames) deleteAll(watch, serviceName)
    watch.pass(10)
    for (const serviceName of serviceNames) {
      watch.call('ModifyServiceReplicas', { clusterId, serviceName, scaleTo: 0 })
    }
    watch.pass(10)
  },

  'an instance is stopped in each of its states'(watch) {
    cluster(watch)
    const web = { clusterId: clusterOf(watch), serviceName: 'web' }
    service(watch, 'web')
    for (let turn = 0; turn < 60; turn += 1) {
      watch.pass(0.2 * turn)
      deleteAll(watch, 'web')
    }
    watch.call('DeleteClusterService', web)
    watch.pass(10)
  },

  'a namespace goes with what is in it'(watch) {
    cluster(watch)
    const clusterId = clusterOf(watch)
    watch.call('CreateClusterNamespace', { clusterId, name: 'team', description: '' })
    for (const [index, accessType] of ['LoadBalancer', 'ClusterIP'].entries()) {
      service(watch, `web${index}`, 'nginx:1.13', { namespace: 'team', accessType })
    }
    watch.pass(3)
    watch.call('DeleteClusterNamespace', { clusterId, names: ['team'] })
    watch.pass(20)
  },
}

export const storyNames = Object.keys(stories)

export function changesOfStory(name: string): Watch['changes'] {
  const watch = new Watch()
  stories[name]?.(watch)
  return watch.changes
}
