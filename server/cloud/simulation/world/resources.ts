import type { DecodedOf, ResponseOf } from '../../../../src/contract/action'
import type { DescribeClusterInstances } from '../../../../src/contract/actions/clusters/clusters'
import type {
  DescribeServiceEvent,
  ModifyClusterService,
} from '../../../../src/contract/actions/services/services'
import type { PastNode, PastPod } from './pastResources'
import type { RegistryThings } from './registryResources'

/**
 * What the cloud remembers. Times are milliseconds since 1970 on the cloud's clock. Whatever can be
 * worked out from these and from the clock (statuses, reasons, counts, most events) is not stored.
 */
export interface Thing {
  id: string
  /** When the thing has to be looked at next; absent when nothing will happen by itself. */
  wakeAt?: number | undefined
}

export interface Cluster extends Thing {
  /** Long form, e.g. `ap-guangzhou`. */
  region: string
  name: string
  description: string
  cidr: string
  unVpcId: string
  os: 'centos7.2x86_64' | 'ubuntu16.04.1 LTSx86_64'
  k8sVersion: string
  projectId: number
  externalEndpoint?: string | undefined
  createdAt: number
  updatedAt: number
  readyAt: number
  /** Deletion has been accepted; the cluster is gone at this time. */
  goneAt?: number | undefined
  isolated?: boolean | undefined
  /** Creation came to nothing at `readyAt`. */
  failed?: boolean | undefined
}

type NodeAnswer = ResponseOf<typeof DescribeClusterInstances>['nodes'][number]

export interface Node extends Thing {
  clusterId: string
  /** What the API answers and what never changes by itself. */
  facts: Omit<
    NodeAnswer,
    'isNormal' | 'abnormalReason' | 'cvmState' | 'createdAt' | 'instanceCreateTime' | 'labels'
  >
  labels: Record<string, string>
  unschedulable: boolean
  createdAt: number
  /** Joined the cluster and takes instances from here on. */
  readyAt: number
  /** Removal has been accepted; gone at this time. */
  goneAt?: number | undefined
  trouble?: { reason: string; since: number } | undefined
  /** What was wrong with it before; its measurements show it. */
  troubles?: { reason: string; from: number; to: number }[] | undefined
  /** Images that the node has or is fetching, and when it has them; its instances are spared the long pull. */
  images?: { name: string; at: number }[] | undefined
}

/** A machine (CVM) of the account, spare or in a cluster; its node has the same id. */
export interface Machine extends Thing {
  /** Long form, e.g. `ap-guangzhou`. */
  region: string
  unVpcId: string
  unSubnetId: string
  projectId: number
  facts: Omit<Node['facts'], 'kernelVersion' | 'podCidr'>
  /** Mbps of its public address. */
  bandwidth: number
  /** GB. */
  rootSize: number
  /** GB; 0 for none. */
  storageSize: number
  createdAt: number
  /** api-facts.md 5.4, when nothing is being done to it. */
  state: number
  /** Given back as soon as it has left its cluster. */
  returned?: boolean | undefined
}

export interface Namespace extends Thing {
  clusterId: string
  name: string
  description: string
  createdAt: number
  goneAt?: number | undefined
}

/** What an update replaces and a rollback brings back; replicas are not part of it. */
export type Template = Pick<
  DecodedOf<typeof ModifyClusterService>,
  'containers' | 'volumes' | 'nodeAffinity' | 'podAffinity' | 'strategy' | 'minReadySeconds'
>

export interface Service extends Thing {
  clusterId: string
  namespace: string
  name: string
  description: string
  /** Labels that ModifyServiceLabels has given it, beside those of the system. */
  userLabels?: Record<string, string> | undefined
  createdAt: number
  replicas: number
  /** Access, as the last create or update gave it. */
  access: {
    type: 'LoadBalancer' | 'SvcLBTypeInner' | 'ClusterIP' | 'None' | 'NodePort'
    subnetId?: string | undefined
    ports: { lbPort: number; containerPort: number; nodePort: number; protocol: 'TCP' | 'UDP' }[]
    serviceIp: string
    lb?: { id: string; ip: string; createdAt: number; readyAt: number } | undefined
  }
  /** Number of the template; pods carry the number of the one they were made from. */
  revision: number
  template: Template
  /** What RollBackClusterService returns to. */
  previous?: { revision: number; template: Template } | undefined
  /** How many pods it has made so far: their names follow from this. */
  podsMade: number
  /** Replicas that it was made with: what is asked of it fits so many, however many there are. */
  madeFor?: number | undefined
  paused: boolean
  /** An update under way: until every pod is of the present revision and available. */
  rollout?: { kind: 'update' | 'rollback'; since: number } | undefined
  /** Deletion has been accepted; gone at this time, with its pods. */
  goneAt?: number | undefined
}

/** What the image of a container makes of it (pod/fate.ts). */
export type Fate = 'run' | 'pullFails' | 'crashes' | 'neverReady'

/** Requests and limits that are in force for a container: thousandths of a core, MiB; 0: none. */
export interface Size {
  cpu: number
  cpuLimits: number
  memory: number
  memoryLimits: number
}

/** A crash that was asked for (admin.ts); all that follows from it is a function of the clock. */
export interface Crash {
  at: number
  /** It crashes at every start until it is healed. */
  loops: boolean
  healedAt?: number | undefined
}

export interface Pod extends Thing {
  clusterId: string
  namespace: string
  service: string
  /** Name as the API shows it; `id` is unique over all clusters. */
  name: string
  revision: number
  createdAt: number
  placed?: { nodeId: string; at: number; ip: string } | undefined
  /** Why it fits on no node, as long as that is so. */
  refused?: { since: number; message: string } | undefined
  /**
   * Milliseconds of each phase, drawn when the pod was made, so that its whole life is a function of
   * the clock: images are pulled, containers start, are ready, have been so for minReadySeconds
   * (`settle`); what fails waits for `backOff`, then for twice as long and so on.
   */
  pace: {
    pull: number
    start: number
    ready: number
    settle: number
    stop: number
    backOff: number
  }
  /** What it takes of its node: thousandths of a core, MiB, cloud disks. */
  needs: { cpu: number; memory: number; disks: string[] }
  /** How often it had restarted when the world was seeded. */
  restartsBefore?: number | undefined
  containers: {
    name: string
    image: string
    fate: Fate
    size?: Size | undefined
    /** Oldest first; a loop ends before the next one begins. */
    crashes?: Crash[] | undefined
    /** The account's registry did not have the image at first; the attempt that found it began at `foundAt`. */
    lacking?: { foundAt?: number | undefined } | undefined
  }[]
  /** What its measurements follow from, of the service as it was when the pod was made. */
  load?: { madeFor: number; access: Service['access']['type'] } | undefined
  stoppingAt?: number | undefined
}

/** Something that happened once and cannot be worked out from the things themselves. */
export interface Happening extends Thing {
  clusterId: string
  namespace: string
  service: string
  at: number
  event: Pick<
    ResponseOf<typeof DescribeServiceEvent>['eventList'][number],
    'level' | 'objType' | 'objName' | 'reason' | 'message'
  >
}

export interface Task extends Thing {
  /** requestId of the API. */
  number: number
  action: string
  startedAt: number
  doneAt: number
  fails: boolean
}

/**
 * A request that has changed something: kept until its Timestamp is out of date, against replay. Of all
 * things it alone keeps to the real clock, so it has no `wakeAt` (replay.ts).
 */
export interface Nonce extends Thing {
  until: number
}

/** How the world's clock stands to the real one (clock.ts). */
export interface WorldClock extends Thing {
  /** Milliseconds that the world is ahead. */
  ahead: number
}

/** What the documents of the world are written as (upgrade.ts). */
export interface Format extends Thing {
  /** How many upgrades the world has been through, or was made with. */
  number: number
  seeded: 'demo' | 'empty' | 'large'
}

export interface Things extends RegistryThings {
  cluster: Cluster
  node: Node
  machine: Machine
  namespace: Namespace
  service: Service
  pod: Pod
  happening: Happening
  task: Task
  nonce: Nonce
  pastPod: PastPod
  pastNode: PastNode
  clock: WorldClock
  format: Format
}

export type Kind = keyof Things
