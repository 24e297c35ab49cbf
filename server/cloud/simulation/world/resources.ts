import type { DecodedOf, ResponseOf } from '../../../../src/contract/action'
import type { DescribeClusterInstances } from '../../../../src/contract/actions/clusters/clusters'
import type {
  DescribeServiceEvent,
  ModifyClusterService,
} from '../../../../src/contract/actions/services/services'
import type { PastNode, PastPod } from './pastResources'
import type { RegistryThings } from './registryResources'

/**
 * Resources as stored. Times are milliseconds since 1970 on the simulation's clock. Everything that
 * can be derived from these and the clock (statuses, reasons, counts, most events) is not stored.
 */
export interface Thing {
  id: string
  /** Time of the next step of its lifecycle; absent if none is pending. */
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
  /** Time at which the accepted deletion completes. */
  goneAt?: number | undefined
  isolated?: boolean | undefined
  /** Creation failed at `readyAt`. */
  failed?: boolean | undefined
}

type NodeAnswer = ResponseOf<typeof DescribeClusterInstances>['nodes'][number]

export interface Node extends Thing {
  clusterId: string
  /** Fields that the API returns and that do not change over time. */
  facts: Omit<
    NodeAnswer,
    'isNormal' | 'abnormalReason' | 'cvmState' | 'createdAt' | 'instanceCreateTime' | 'labels'
  >
  labels: Record<string, string>
  unschedulable: boolean
  createdAt: number
  /** The node has joined and accepts instances from this time on. */
  readyAt: number
  /** Time at which the accepted removal completes. */
  goneAt?: number | undefined
  trouble?: { reason: string; since: number } | undefined
  /** Past faults, which its metrics show. */
  troubles?: { reason: string; from: number; to: number }[] | undefined
  /**
   * Images that the node has or is pulling, and when each is complete; saves its instances the long
   * pull.
   */
  images?: { name: string; at: number }[] | undefined
}

/** A machine (CVM) of the account, spare or in a cluster; its node has the same ID. */
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
  /** api-facts.md 5.4; applies while no operation is in progress. */
  state: number
  /** The machine is returned as soon as it has left its cluster. */
  returned?: boolean | undefined
}

export interface Namespace extends Thing {
  clusterId: string
  name: string
  description: string
  createdAt: number
  goneAt?: number | undefined
}

/** Replaced by an update and restored by a rollback; excludes the replicas. */
export type Template = Pick<
  DecodedOf<typeof ModifyClusterService>,
  'containers' | 'volumes' | 'nodeAffinity' | 'podAffinity' | 'strategy' | 'minReadySeconds'
>

export interface Service extends Thing {
  clusterId: string
  namespace: string
  name: string
  description: string
  /** Labels set with ModifyServiceLabels, beside those of the system. */
  userLabels?: Record<string, string> | undefined
  createdAt: number
  replicas: number
  /** Access as set by the last create or update. */
  access: {
    type: 'LoadBalancer' | 'SvcLBTypeInner' | 'ClusterIP' | 'None' | 'NodePort'
    subnetId?: string | undefined
    ports: { lbPort: number; containerPort: number; nodePort: number; protocol: 'TCP' | 'UDP' }[]
    serviceIp: string
    lb?: { id: string; ip: string; createdAt: number; readyAt: number } | undefined
  }
  /** Number of the template; each pod has the revision of its template. */
  revision: number
  template: Template
  /** RollBackClusterService returns to this. */
  previous?: { revision: number; template: Template } | undefined
  /** Number of pods created so far; pod names are derived from it. */
  podsMade: number
  /** Replicas at creation; the simulated load is scaled to it, regardless of later scaling. */
  madeFor?: number | undefined
  paused: boolean
  /** An update in progress, until every pod has the current revision and is available. */
  rollout?: { kind: 'update' | 'rollback'; since: number } | undefined
  /** Time at which the accepted deletion completes, including its pods. */
  goneAt?: number | undefined
}

/** Effect of a container's image (pod/outcome.ts). */
export type Fate = 'run' | 'pullFails' | 'crashes' | 'neverReady'

/** Effective requests and limits of a container: thousandths of a core, MiB; 0 means none. */
export interface Size {
  cpu: number
  cpuLimits: number
  memory: number
  memoryLimits: number
}

/** An injected crash (admin/podActions.ts); its consequences are computed from the clock. */
export interface Crash {
  at: number
  /** Every start fails until the crash is healed. */
  loops: boolean
  healedAt?: number | undefined
}

export interface Pod extends Thing {
  clusterId: string
  namespace: string
  service: string
  /** Name in the API; `id` is unique across clusters. */
  name: string
  revision: number
  createdAt: number
  placed?: { nodeId: string; at: number; ip: string } | undefined
  /** Why it fits on no node at present. */
  refused?: { since: number; message: string } | undefined
  /**
   * Duration of each phase in milliseconds, drawn at creation, so that the pod's state is a
   * function of the clock: images are pulled, containers start, become ready and stay ready for
   * minReadySeconds (`settle`). Failures back off for `backOff`, then twice as long, and so on.
   */
  pace: {
    pull: number
    start: number
    ready: number
    settle: number
    stop: number
    backOff: number
  }
  /** Resources requested from its node: thousandths of a core, MiB, cloud disks. */
  needs: { cpu: number; memory: number; disks: string[] }
  /** Number of restarts before the world was seeded. */
  restartsBefore?: number | undefined
  containers: {
    name: string
    image: string
    fate: Fate
    size?: Size | undefined
    /** Oldest first; a loop ends before the next crash begins. */
    crashes?: Crash[] | undefined
    /**
     * The image was missing from the account's registry at first; the attempt that found it began
     * at `foundAt`.
     */
    lacking?: { foundAt?: number | undefined } | undefined
  }[]
  /** Properties of the service at the pod's creation on which its metrics depend. */
  load?: { madeFor: number; access: Service['access']['type'] } | undefined
  stoppingAt?: number | undefined
}

/** A recorded event that cannot be derived from other resources. */
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
  /** requestId in the API. */
  number: number
  action: string
  startedAt: number
  doneAt: number
  fails: boolean
}

/**
 * A write that a version before 0.2.0 has accepted, kept against replay until its Timestamp expires. It
 * alone uses the real clock, so it has no `wakeAt` (usedNonce.ts).
 */
export interface Nonce extends Thing {
  until: number
}

/** Offset of the world's clock from the real one (clock.ts). */
export interface WorldClock extends Thing {
  /** Milliseconds that the world is ahead. */
  ahead: number
}

/** Format of the stored documents (upgrade.ts). */
export interface Format extends Thing {
  /** Number of upgrades that the world has, from its creation or by upgrading. */
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
