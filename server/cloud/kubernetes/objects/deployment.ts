import * as z from 'zod/mini'
import { condition, labels, metadata } from './meta'

const quantities = () => z.optional(z.record(z.string(), z.string()))

const probe = z.object({
  initialDelaySeconds: z.optional(z.int()),
  timeoutSeconds: z.optional(z.int()),
  periodSeconds: z.optional(z.int()),
  successThreshold: z.optional(z.int()),
  failureThreshold: z.optional(z.int()),
  httpGet: z.optional(
    z.object({
      path: z.optional(z.string()),
      port: z.union([z.int(), z.string()]),
      scheme: z.optional(z.string()),
    }),
  ),
  tcpSocket: z.optional(z.object({ port: z.union([z.int(), z.string()]) })),
  exec: z.optional(z.object({ command: z.optional(z.array(z.string())) })),
})

export type Probe = z.output<typeof probe>

const container = z.object({
  name: z.string(),
  image: z._default(z.string(), ''),
  command: z.optional(z.array(z.string())),
  args: z.optional(z.array(z.string())),
  workingDir: z.optional(z.string()),
  env: z.optional(
    z.array(
      z.object({
        name: z.string(),
        value: z.optional(z.string()),
        /** The reference to the value's source; never the value itself. */
        valueFrom: z.optional(z.record(z.string(), z.unknown())),
      }),
    ),
  ),
  /** References to ConfigMaps and Secrets whose keys all become variables. */
  envFrom: z.optional(z.array(z.record(z.string(), z.unknown()))),
  ports: z.optional(z.array(z.object({ name: z.optional(z.string()), containerPort: z.int() }))),
  resources: z.optional(z.object({ requests: quantities(), limits: quantities() })),
  volumeMounts: z.optional(
    z.array(
      z.object({
        name: z.string(),
        mountPath: z.string(),
        readOnly: z.optional(z.boolean()),
      }),
    ),
  ),
  livenessProbe: z.optional(probe),
  readinessProbe: z.optional(probe),
  securityContext: z.optional(z.object({ privileged: z.optional(z.boolean()) })),
})

export type Container = z.output<typeof container>

/** Loose, so that messages can name kinds of volumes that the API lacks. */
const volume = z.looseObject({
  name: z.string(),
  hostPath: z.optional(z.object({ path: z.string() })),
  emptyDir: z.optional(z.object({})),
  nfs: z.optional(z.object({ server: z.string(), path: z.string() })),
  persistentVolumeClaim: z.optional(z.object({ claimName: z.string() })),
  configMap: z.optional(
    z.object({
      name: z.optional(z.string()),
      items: z.optional(z.array(z.object({ key: z.string() }))),
    }),
  ),
})

export type Volume = z.output<typeof volume>

const labelExpression = z.object({
  key: z.string(),
  operator: z.string(),
  values: z.optional(z.array(z.string())),
})

const template = z.object({
  metadata: z._default(z.object({ labels: labels(), annotations: labels() }), {}),
  spec: z._default(
    z.object({
      containers: z._default(z.array(container), []),
      volumes: z.optional(z.array(volume)),
      /** Kept unparsed for affinity.ts. */
      affinity: z.optional(z.record(z.string(), z.unknown())),
    }),
    { containers: [] },
  ),
})

export const deployment = z.object({
  metadata: z.extend(metadata, {
    managedFields: z.optional(
      z.array(z.object({ manager: z.optional(z.string()), operation: z.optional(z.string()) })),
    ),
  }),
  spec: z.object({
    replicas: z._default(z.int(), 1),
    paused: z.optional(z.boolean()),
    minReadySeconds: z.optional(z.int()),
    strategy: z.optional(z.object({ type: z.optional(z.string()) })),
    selector: z.optional(
      z.object({ matchLabels: labels(), matchExpressions: z.optional(z.array(labelExpression)) }),
    ),
    template,
  }),
  status: z._default(
    z.object({
      observedGeneration: z.optional(z.int()),
      replicas: z.optional(z.int()),
      updatedReplicas: z.optional(z.int()),
      conditions: z.optional(z.array(condition)),
    }),
    {},
  ),
})

export type Deployment = z.output<typeof deployment>

/**
 * Has only the fields that distinguish revisions; a rollback reads the pod template from the API
 * server.
 */
export const replicaSet = z.object({
  metadata,
  spec: z.object({ replicas: z._default(z.int(), 1) }),
  status: z._default(z.object({ replicas: z._default(z.int(), 0) }), { replicas: 0 }),
})

export type ReplicaSet = z.output<typeof replicaSet>

/** Revision number of a Deployment or ReplicaSet; 0 before the controller has set it. */
export const revisionOf = ({
  metadata: { annotations },
}: Pick<Deployment | ReplicaSet, 'metadata'>): number =>
  Number(annotations?.['deployment.kubernetes.io/revision'] ?? 0)
