import type { Kind, Things } from './resources'
import { UnreadableWorld } from './unreadable'
import { kinds, type World } from './world'

type NameOf<T> = T extends string
  ? 'string'
  : T extends number
    ? 'number'
    : T extends boolean
      ? 'boolean'
      : 'object'

/** Type of each required field; optional fields are not checked. */
type Shape<T> = { [F in keyof T as undefined extends T[F] ? never : F]: NameOf<T[F]> }

const ofCluster = { clusterId: 'string' } as const
const ofService = { ...ofCluster, namespace: 'string', service: 'string' } as const

const shapes: { [K in Kind]: Shape<Omit<Things[K], 'id'>> } = {
  cluster: {
    region: 'string',
    name: 'string',
    description: 'string',
    cidr: 'string',
    unVpcId: 'string',
    os: 'string',
    k8sVersion: 'string',
    projectId: 'number',
    createdAt: 'number',
    updatedAt: 'number',
    readyAt: 'number',
  },
  node: {
    ...ofCluster,
    facts: 'object',
    labels: 'object',
    unschedulable: 'boolean',
    createdAt: 'number',
    readyAt: 'number',
  },
  machine: {
    region: 'string',
    unVpcId: 'string',
    unSubnetId: 'string',
    projectId: 'number',
    facts: 'object',
    bandwidth: 'number',
    rootSize: 'number',
    storageSize: 'number',
    createdAt: 'number',
    state: 'number',
  },
  namespace: { ...ofCluster, name: 'string', description: 'string', createdAt: 'number' },
  service: {
    ...ofCluster,
    namespace: 'string',
    name: 'string',
    description: 'string',
    createdAt: 'number',
    replicas: 'number',
    access: 'object',
    revision: 'number',
    template: 'object',
    podsMade: 'number',
    paused: 'boolean',
  },
  pod: {
    ...ofService,
    name: 'string',
    revision: 'number',
    createdAt: 'number',
    pace: 'object',
    needs: 'object',
    containers: 'object',
  },
  happening: { ...ofService, at: 'number', event: 'object' },
  task: {
    number: 'number',
    action: 'string',
    startedAt: 'number',
    doneAt: 'number',
    fails: 'boolean',
  },
  nonce: { until: 'number' },
  registry: { limits: 'object' },
  registryNamespace: { createdAt: 'number' },
  repository: {
    namespace: 'string',
    public: 'number',
    description: 'string',
    createdAt: 'number',
    updatedAt: 'number',
    pulls: 'number',
    favouredBy: 'number',
  },
  tag: {
    reponame: 'string',
    name: 'string',
    number: 'number',
    digest: 'string',
    imageId: 'string',
    sizeByte: 'number',
    author: 'string',
    architecture: 'string',
    dockerVersion: 'string',
    os: 'string',
    builtAt: 'number',
    updatedAt: 'number',
    pushedAt: 'number',
  },
  favourite: { reponame: 'string', repotype: 'string', createdAt: 'number' },
  trigger: {
    reponame: 'string',
    condition: 'object',
    target: 'object',
    createdAt: 'number',
    updatedAt: 'number',
  },
  triggerLog: { reponame: 'string', at: 'number', fired: 'object' },
  pastPod: {
    ...ofService,
    name: 'string',
    revision: 'number',
    createdAt: 'number',
    pace: 'object',
    containers: 'object',
    stoppingAt: 'number',
  },
  pastNode: {
    ...ofCluster,
    nodeId: 'string',
    createdAt: 'number',
    readyAt: 'number',
    cpu: 'number',
    mem: 'number',
    goneAt: 'number',
  },
  clock: { ahead: 'number' },
  format: { number: 'number', seeded: 'string' },
}

function checkShape(kind: Kind, thing: { id: string }): void {
  const fields = new Map<string, unknown>(Object.entries(thing))
  for (const [field, type] of Object.entries(shapes[kind])) {
    const value = fields.get(field)
    if (typeof value === type && value !== null) continue
    throw new UnreadableWorld(`is damaged: "${field}" of the ${kind} ${thing.id} is no ${type}`)
  }
}

function checkCluster(world: World, kind: Kind, thing: { id: string; clusterId: string }): void {
  if (world.get('cluster', thing.clusterId)) return
  throw new UnreadableWorld(
    `is incomplete: the cluster ${thing.clusterId} of the ${kind} ${thing.id} is missing`,
  )
}

/** Throws if a resource lacks a required field or the resource that it belongs to. */
export function checkThings(world: World): void {
  for (const kind of kinds) for (const thing of world.all(kind)) checkShape(kind, thing)
  for (const kind of ['node', 'namespace', 'service'] as const) {
    for (const thing of world.all(kind)) checkCluster(world, kind, thing)
  }
  for (const { id, clusterId, namespace, service } of world.all('pod')) {
    const owner = `${clusterId}/${namespace}/${service}`
    if (world.get('service', owner)) continue
    throw new UnreadableWorld(`is incomplete: the service ${owner} of the pod ${id} is missing`)
  }
}
