import * as z from 'zod/mini'
import type { modifiedService } from '../../../../src/contract/actions/services/serviceSpec'
import { createdAt, deletionEndsAt, inCluster, inService } from './resource'

/** Settings that determine a service's instances and how an update replaces them. */
export type Template = Pick<
  z.output<typeof modifiedService>,
  'containers' | 'volumes' | 'nodeAffinity' | 'podAffinity' | 'strategy' | 'minReadySeconds'
>

/**
 * Only the list of containers is checked: the contract validated the template when the request was
 * made, but the contract's rules may be stricter now.
 */
const template = z.custom<Template>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'containers' in value &&
    Array.isArray(value.containers),
)

const accessType = z.enum(['LoadBalancer', 'SvcLBTypeInner', 'ClusterIP', 'None', 'NodePort'])

const access = z.object({
  type: accessType,
  subnetId: z.optional(z.string()),
  ports: z.array(
    z.object({
      lbPort: z.number(),
      containerPort: z.number(),
      nodePort: z.number(),
      protocol: z.enum(['TCP', 'UDP']),
    }),
  ),
  serviceIp: z.string(),
  lb: z.optional(
    z.object({ id: z.string(), ip: z.string(), createdAt: z.number(), readyAt: z.number() }),
  ),
})

const service = z.object({
  ...inCluster,
  namespace: z.string(),
  name: z.string(),
  description: z.string(),
  /** Labels set with ModifyServiceLabels, in addition to the system's labels. */
  userLabels: z.optional(z.record(z.string(), z.string())),
  createdAt,
  replicas: z.number(),
  /** Access as set by the last create or update request. */
  access,
  /**
   * Revision of the current template; each pod has the revision of the template from which it was
   * created.
   */
  revision: z.number(),
  template,
  /** Highest revision so far; absent in worlds that version 0.2.0 created. */
  lastRevision: z.optional(z.number()),
  /**
   * The configuration before the last update: the template, and the other fields that the update
   * changed.
   */
  previous: z.optional(
    z.object({
      revision: z.number(),
      template,
      description: z.optional(z.string()),
      replicas: z.optional(z.number()),
      access: z.optional(access),
    }),
  ),
  /** Number of pods created so far, from which the names of new pods are derived. */
  podsCreated: z.number(),
  /**
   * Number of replicas at creation. The simulated load is proportional to this number, regardless
   * of later scaling.
   */
  initialReplicas: z.optional(z.number()),
  paused: z.boolean(),
  /**
   * The update in progress; it completes when every pod has the current revision and is available.
   */
  rollout: z.optional(z.object({ kind: z.enum(['update', 'rollback']), since: z.number() })),
  deletionEndsAt,
})

/** Outcome of a container, which its image determines (pod/outcome.ts). */
const containerOutcome = z.enum(['run', 'pullFails', 'invalidImage', 'crashes', 'neverReady'])

/** Effective requests and limits of a container, in thousandths of a core and MiB; 0 means none. */
const containerSize = z.object({
  cpu: z.number(),
  cpuLimits: z.number(),
  memory: z.number(),
  memoryLimits: z.number(),
})

/** An injected crash (admin/podActions.ts); its consequences are derived from the clock. */
const crash = z.object({
  at: z.number(),
  /** Whether every start fails until the crash is healed. */
  loops: z.boolean(),
  healedAt: z.optional(z.number()),
})

/** Fields of a pod that are kept for its metrics after its deletion. */
export const podHistory = {
  ...inService,
  /** Name of the pod in the API; unlike `id`, it is not unique across clusters. */
  name: z.string(),
  revision: z.number(),
  createdAt,
  assignment: z.optional(z.object({ nodeId: z.string(), at: z.number(), ip: z.string() })),
  /**
   * Duration of each phase in milliseconds, chosen when the pod is created, so that the pod's state
   * is a function of the clock: images are pulled, containers start, become ready and stay ready
   * for minReadySeconds (`settle`). After a failure, the back-off is `backOff`, then twice as long,
   * and so on.
   */
  pace: z.object({
    pull: z.number(),
    start: z.number(),
    ready: z.number(),
    settle: z.number(),
    stop: z.number(),
    backOff: z.number(),
  }),
  containers: z.array(
    z.object({
      name: z.string(),
      image: z.string(),
      outcome: containerOutcome,
      size: z.optional(containerSize),
      /** Oldest first; a crash loop ends before the next crash begins. */
      crashes: z.optional(z.array(crash)),
      /**
       * Set if the image was missing from the account's registry when the pod was scheduled; the
       * attempt that found the image began at `foundAt`.
       */
      missingImage: z.optional(
        z.object({
          foundAt: z.optional(z.number()),
          /** What the registry does not have; absent in worlds of earlier versions. */
          part: z.optional(z.enum(['repository', 'tag'])),
        }),
      ),
    }),
  ),
  /** Properties of the service at the pod's creation on which its metrics depend. */
  load: z.optional(z.object({ initialReplicas: z.number(), access: accessType })),
}

const pod = z.object({
  ...podHistory,
  /** The reason why the pod currently fits on no node. */
  unschedulable: z.optional(z.object({ since: z.number(), message: z.string() })),
  /** Resources that the pod requests from its node: thousandths of a core, MiB, cloud disks. */
  requests: z.object({ cpu: z.number(), memory: z.number(), disks: z.array(z.string()) }),
  /** Number of restarts that happened before the world was seeded. */
  initialRestarts: z.optional(z.number()),
  stoppingAt: z.optional(z.number()),
})

/** A recorded event, which cannot be derived from other resources. */
const serviceEvent = z.object({
  ...inService,
  at: z.number(),
  event: z.object({
    level: z.enum(['Normal', 'Warning']),
    objType: z.string(),
    objName: z.string(),
    reason: z.string(),
    message: z.string(),
  }),
})

export const serviceSchemas = { service, pod, serviceEvent }

export type Service = z.output<typeof service>
export type Pod = z.output<typeof pod>
export type ServiceEvent = z.output<typeof serviceEvent>
export type ContainerOutcome = z.output<typeof containerOutcome>
export type ContainerSize = z.output<typeof containerSize>
export type Crash = z.output<typeof crash>
