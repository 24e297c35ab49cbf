import * as z from 'zod/mini'
import type { Client } from '../../../cloud/kubernetes/client/client'
import { strategicPatch } from '../../../cloud/kubernetes/client/client'
import { timing } from '../../../node/kubernetes/timing'

const metadata = z.object({ name: z.string(), namespace: z.string(), uid: z.string() })

const pods = z.object({
  items: z.array(
    z.object({
      metadata,
      spec: z.object({
        containers: z.array(
          z.object({
            name: z.string(),
            image: z.string(),
            command: z.optional(z.array(z.string())),
          }),
        ),
      }),
      status: z.object({
        containerStatuses: z.optional(
          z.array(z.object({ state: z.object({ running: z.optional(z.unknown()) }) })),
        ),
      }),
    }),
  ),
})
type Pod = z.output<typeof pods>['items'][number]

const services = z.object({
  items: z.array(
    z.object({
      metadata,
      spec: z.object({ type: z.string() }),
      status: z.object({
        loadBalancer: z.optional(z.object({ ingress: z.optional(z.array(z.unknown())) })),
      }),
    }),
  ),
})

const namespaces = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string() }) })),
})

/** How a kubelet reports a container that cannot run; undefined for containers that can. */
function failureOf({ image, command }: Pod['spec']['containers'][number]) {
  if (image.endsWith(':pull-fail')) {
    const message = `Failed to pull image "${image}": no such host`
    return { reason: 'ImagePullBackOff', message, restartCount: 0, lastState: {} }
  }
  if (command?.[0] !== '/bin/false') return undefined
  const finishedAt = new Date(timing.now()).toISOString()
  const lastState = {
    terminated: { exitCode: 1, reason: 'Error', startedAt: finishedAt, finishedAt },
  }
  const message = 'back-off 10s restarting failed container'
  return { reason: 'CrashLoopBackOff', message, restartCount: 1, lastState }
}

/** Disk that exists in each namespace of a run of the conformance suite. */
export const diskName = 'gantry-disk'

/**
 * Does what a control plane with nodes of KWOK lacks, until `signal` is aborted: containers that
 * cannot run, load balancers, and a PersistentVolumeClaim in each namespace `gantry-…`.
 */
export function startClusterAddOns(client: Client, signal: AbortSignal): Promise<void> {
  async function failContainer({ metadata: { name, namespace, uid }, spec, status }: Pod) {
    const [container] = spec.containers
    const failure = container && failureOf(container)
    if (!failure || !status.containerStatuses?.[0]?.state.running) return
    const { reason, message, restartCount, lastState } = failure
    const inNamespace = `/api/v1/namespaces/${namespace}`
    await client.write({
      method: 'PATCH',
      path: `${inNamespace}/pods/${name}/status`,
      contentType: strategicPatch,
      body: {
        status: {
          conditions: ['Ready', 'ContainersReady'].map((type) => ({ type, status: 'False' })),
          containerStatuses: [
            {
              name: container.name,
              image: container.image,
              imageID: '',
              ready: false,
              restartCount,
              state: { waiting: { reason, message } },
              lastState,
            },
          ],
        },
      },
    })
    const now = new Date(timing.now()).toISOString()
    await client.write({
      method: 'POST',
      path: `${inNamespace}/events`,
      body: {
        metadata: { name: `${name}.failed` },
        involvedObject: { apiVersion: 'v1', kind: 'Pod', name, namespace, uid },
        ...{ type: 'Warning', reason: 'BackOff', message, count: 1 },
        ...{ firstTimestamp: now, lastTimestamp: now },
      },
    })
  }

  async function balance({ metadata: { name, namespace }, spec, status }: Service) {
    const isBalanced = spec.type === 'LoadBalancer'
    const hasAddress = (status.loadBalancer?.ingress ?? []).length > 0
    if (isBalanced === hasAddress) return
    const ingress = isBalanced ? [{ ip: '203.0.113.10' }] : []
    await client.write({
      method: 'PATCH',
      path: `/api/v1/namespaces/${namespace}/services/${name}/status`,
      body: { status: { loadBalancer: { ingress } } },
    })
  }

  const claimed = new Set<string>()
  async function claim(namespace: string) {
    if (!namespace.startsWith('gantry-') || claimed.has(namespace)) return
    await client.write({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/persistentvolumeclaims`,
      body: {
        metadata: { name: diskName },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    })
    claimed.add(namespace)
  }

  type Service = z.output<typeof services>['items'][number]

  async function act(): Promise<void> {
    const listedPods = z.parse(pods, await client.get('/api/v1/pods', signal))
    for (const pod of listedPods.items) await failContainer(pod)
    const listedServices = z.parse(services, await client.get('/api/v1/services', signal))
    for (const service of listedServices.items) await balance(service)
    const listedNamespaces = z.parse(namespaces, await client.get('/api/v1/namespaces', signal))
    for (const item of listedNamespaces.items) await claim(item.metadata.name)
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      // An object may be gone since it was listed; the next round sees what remains.
      await act().catch(() => undefined)
      await timing.wait(100, signal)
    }
  }
  return run()
}
