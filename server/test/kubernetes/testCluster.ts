import { setMaxListeners } from 'node:events'
import { inject } from 'vitest'
import { createEndpoint } from '../../cloud/endpoint/endpoint'
import { StatusError } from '../../cloud/kubernetes/client/status'
import { createKubernetes } from '../../cloud/kubernetes/kubernetes'
import type { ClusterSource, Send, SharedWrites } from '../../cloud/kubernetes/ports'
import { timing } from '../../node/kubernetes/timing'
import { clientOf, testKey } from '../cloud/client'
import { MemoryReplayStore } from '../cloud/replayStore'
import { type ControlPlane, clientFor } from './controlPlane'
import { fakeNode } from './fakeNode'
import { memoryTasks } from './stubs/memoryTasks'

/** Suffix of the titles of tests on a control plane. */
export const needsPlane = 'on a real control plane (enabled by npm run kubernetes:build)'

export const isPlaneMissing = (): boolean => inject('controlPlane') === null

const settle = async <T>(read: () => Promise<T>) => {
  try {
    return { value: await read() }
  } catch (error) {
    return { error }
  }
}

/**
 * Repeats a read until its value `holds`. A refusal counts as "not yet", because the watch may not
 * have delivered a new object. Fails with the last result after `timeout` milliseconds.
 */
export async function eventually<T>(
  read: () => Promise<T>,
  holds: (value: T) => boolean,
  timeout = 20_000,
) {
  const neverAborted = new AbortController()
  const deadline = timing.now() + timeout
  for (;;) {
    const lastResult = await settle(read)
    if ('value' in lastResult && holds(lastResult.value)) return lastResult.value
    if (timing.now() > deadline) {
      if ('error' in lastResult) throw lastResult.error
      throw new Error(`after ${timeout / 1000} s it is still ${JSON.stringify(lastResult.value)}`)
    }
    await timing.wait(50, neverAborted.signal)
  }
}

export interface TestOptions
  extends Pick<ClusterSource, 'namespaces' | 'ownNamespaces' | 'innerAccess'> {
  writes?: SharedWrites
  /** Wraps the connection to the API server, e.g. to disturb it. */
  through?: (send: Send) => Send
}

/** Opens the backend on the control plane that all tests share; see `openClusterOn`. */
export async function openTestCluster(
  namespace: string,
  token?: string,
  tasks = memoryTasks(),
  options: TestOptions = {},
) {
  const controlPlane = inject('controlPlane')
  if (!controlPlane) throw new Error('there is no control plane')
  return openClusterOn(controlPlane, namespace, token, tasks, options)
}

/**
 * Opens the backend on a control plane, behind the endpoint and with a new namespace. It has the
 * permissions of `token`, or all permissions without a token.
 */
export async function openClusterOn(
  controlPlane: ControlPlane,
  namespace: string,
  token?: string,
  tasks = memoryTasks(),
  { writes, through = (send) => send, ...limits }: TestOptions = {},
) {
  const admin = clientFor(controlPlane)
  const tested = token === undefined ? admin : clientFor({ ...controlPlane, token })
  const post = (path: string, body: object) => admin.client.write({ method: 'POST', path, body })
  const ensure = async (path: string, body: object) => {
    try {
      await post(path, body)
    } catch (error) {
      if (!(error instanceof StatusError && error.reason === 'AlreadyExists')) throw error
    }
  }
  for (const name of ['node-1', 'node-2', 'node-3']) await ensure('/api/v1/nodes', fakeNode(name))
  await ensure('/api/v1/namespaces', { metadata: { name: namespace } })
  const stop = new AbortController()
  setMaxListeners(0, stop.signal)
  const logged: string[] = []
  const log = (message: string) => logged.push(message)
  const source = {
    name: 'test',
    region: 'ap-guangzhou',
    server: controlPlane.server,
    fingerprint: 'test',
  }
  const backend = await createKubernetes(
    {
      clusters: [{ ...source, ...limits, send: through(tested.send) }],
      tasks,
      writes,
      timing,
      log,
    },
    stop.signal,
  )
  const { fetch } = createEndpoint({
    accounts: [{ ...testKey, backend }],
    now: timing.now,
    log,
    replay: new MemoryReplayStore(),
  })
  const call = clientOf(fetch, timing.now)
  const { clusters } = await call('DescribeCluster', {})
  const clusterId = clusters[0]?.clusterId ?? ''
  return {
    call,
    fetch,
    clusterId,
    admin: admin.client,
    backend,
    logged,
    /** Creates an object in the namespace, as another tool would. */
    make: (path: string, body: object) => post(path.replace('{namespace}', namespace), body),
    service: (serviceName: string) => ({ clusterId, namespace, serviceName }),
    /** Ends the backend, but keeps the namespace. */
    stop: async () => {
      stop.abort()
      if (tested !== admin) await tested.close()
    },
    close: async () => {
      stop.abort()
      await admin.client.write({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}` })
      await Promise.all([tested.close(), admin.close()])
    },
  }
}

const labels = (app: string) => ({ app })

/** A Deployment as another tool creates it. */
export const foreignDeployment = (name: string, more: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, labels: labels(name), annotations: { 'example.com/owner': 'team-a' } },
  spec: {
    replicas: 2,
    selector: { matchLabels: labels(name) },
    template: {
      metadata: { labels: labels(name) },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'registry.example.com/web:1',
            resources: { requests: { cpu: '250m', memory: '64Mi' } },
            env: [
              { name: 'MODE', value: 'test' },
              { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
            ],
          },
        ],
      },
    },
    ...more,
  },
})

export const deploymentsPath = '/apis/apps/v1/namespaces/{namespace}/deployments'
export const servicesPath = '/api/v1/namespaces/{namespace}/services'
