import * as z from 'zod/mini'
import { condition, metadata, time } from './meta'

const ended = z.object({
  exitCode: z._default(z.int(), 0),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  startedAt: time(),
  finishedAt: time(),
})

const state = z.object({
  waiting: z.optional(
    z.object({ reason: z.optional(z.string()), message: z.optional(z.string()) }),
  ),
  running: z.optional(z.object({ startedAt: time() })),
  terminated: z.optional(ended),
})

const containerStatus = z.object({
  name: z.string(),
  image: z._default(z.string(), ''),
  containerID: z.optional(z.string()),
  ready: z._default(z.boolean(), false),
  restartCount: z._default(z.int(), 0),
  state: z.optional(state),
  lastState: z.optional(state),
})

export type ContainerStatus = z.output<typeof containerStatus>

const quantities = () => z.optional(z.record(z.string(), z.string()))

const container = z.object({
  name: z.string(),
  image: z._default(z.string(), ''),
  restartPolicy: z.optional(z.string()),
  resources: z.optional(z.object({ requests: quantities(), limits: quantities() })),
})

const volume = z.object({
  persistentVolumeClaim: z.optional(z.object({ claimName: z.string() })),
})

export const pod = z.object({
  metadata,
  spec: z.object({
    nodeName: z.optional(z.string()),
    containers: z.array(container),
    initContainers: z.optional(z.array(container)),
    volumes: z.optional(z.array(volume)),
  }),
  status: z._default(
    z.object({
      phase: z.optional(z.string()),
      reason: z.optional(z.string()),
      message: z.optional(z.string()),
      hostIP: z.optional(z.string()),
      podIP: z.optional(z.string()),
      conditions: z.optional(z.array(condition)),
      containerStatuses: z.optional(z.array(containerStatus)),
      initContainerStatuses: z.optional(z.array(containerStatus)),
    }),
    {},
  ),
})

export type Pod = z.output<typeof pod>

/** An init container that runs as long as the pod. */
export const isSidecar = ({ restartPolicy }: { restartPolicy?: string | undefined }): boolean =>
  restartPolicy === 'Always'

/** Containers that run as long as the pod: regular ones and sidecars. */
export const lastingContainers = ({ spec }: Pod) => [
  ...spec.containers,
  ...(spec.initContainers ?? []).filter(isSidecar),
]

export const statusOf = ({ status }: Pod, name: string): ContainerStatus | undefined =>
  [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])].find(
    (item) => item.name === name,
  )

/**
 * Evicted and completed pods remain listed after their replacement runs; they do not count as
 * instances.
 */
export const isFinished = ({ status }: Pod): boolean =>
  status.phase === 'Failed' || status.phase === 'Succeeded'
