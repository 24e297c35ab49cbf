import { setMaxListeners } from 'node:events'
import * as z from 'zod/mini'
import { createEndpoint } from '../../../cloud/endpoint/endpoint'
import { createKubernetes } from '../../../cloud/kubernetes/kubernetes'
import {
  type ApiAnswer,
  type ApiRequest,
  type ClusterSource,
  NoAnswer,
} from '../../../cloud/kubernetes/ports'
import { clientOf, testKey } from '../../cloud/client'
import { MemoryReplayStore } from '../../cloud/replayStore'
import { failure, OpenWatch, once } from './apiServer'
import { memoryTasks } from './memoryTasks'
import { steppedTime } from './steppedTime'

const review = z.object({
  spec: z.object({
    resourceAttributes: z.object({
      verb: z.string(),
      resource: z.string(),
      subresource: z.optional(z.string()),
      namespace: z.string(),
    }),
  }),
})

const answered = (value: unknown): ApiAnswer => ({ status: 200, chunks: once(value) })

/** A namespaced object with the fields that Gantry reads; its version grows with each call. */
let version = 100
export const stubObject = (namespace: string, name: string, more: object = {}) => {
  version += 1
  return {
    metadata: {
      name,
      namespace,
      uid: `uid-of-${namespace}-${name}`,
      resourceVersion: String(version),
      creationTimestamp: '2026-11-01T00:00:00Z',
    },
    ...more,
  }
}

export const stubDeployment = (namespace: string, name: string, replicas = 1) =>
  stubObject(namespace, name, {
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'web', image: 'web:1' }] },
      },
    },
    status: {},
  })

/** Whether a right is in a list of rights such as `list pods shop` or `patch nodes *`. */
const isIn = (rights: readonly string[], verb: string, resource: string, namespace: string) =>
  rights.some(
    (right) => right === `${verb} ${resource} ${namespace}` || right === `${verb} ${resource} *`,
  )

/**
 * An API server whose objects, rights and failures a test sets. Besides access reviews, only reads
 * of single namespaces respect `denied`: open watches and cached decisions survive a revocation.
 */
export class StubCluster {
  objects: Readonly<Record<string, readonly unknown[]>> = {}
  /** Rights that the account lacks: `<verb> <resource> <namespace or *>`. */
  denied: string[] = []
  /** How the next requests fail; `hang` never answers. */
  failure: 'none' | 'down' | 'hang' | (() => ApiAnswer) = 'none'
  /** Kinds whose lists and watches fail with 500. */
  brokenKinds: string[] = []
  /** Whether reviews fail. */
  isReviewBroken = false
  readonly requests: string[] = []
  readonly watches: OpenWatch[] = []
  readonly #byKind = new Map<string, OpenWatch>()

  /** The last watch of a kind. */
  watchOf(kind: string): OpenWatch {
    const watch = this.#byKind.get(kind)
    if (!watch) throw new Error(`${kind} are not watched`)
    return watch
  }

  #listed(path: string): unknown[] {
    const [, namespace = '', kind = ''] =
      /^\/apis?\/(?:apps\/)?v1\/(?:namespaces\/([^/]+)\/)?([a-z]+)$/.exec(path) ?? []
    return [...(this.objects[kind] ?? [])].filter((object) => {
      const { metadata } = z.parse(
        z.object({ metadata: z.object({ namespace: z.string() }) }),
        object,
      )
      return namespace === '' || metadata.namespace === namespace
    })
  }

  async #failed(signal: AbortSignal): Promise<ApiAnswer | undefined> {
    const how = this.failure
    if (how === 'none') return undefined
    if (how === 'down') throw new NoAnswer('ECONNREFUSED', false)
    if (how !== 'hang') return how()
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve())
    })
    throw new NoAnswer('aborted', true)
  }

  send = async ({ method, path, body, signal }: ApiRequest): Promise<ApiAnswer> => {
    this.requests.push(`${method} ${path}`)
    const failed = await this.#failed(signal)
    if (failed) return failed
    const [of = '', query] = path.split('?')
    if (this.brokenKinds.some((kind) => of.endsWith(`/${kind}`))) {
      return failure(500, 'InternalError', 'the store is broken')
    }
    if (of.endsWith('/selfsubjectaccessreviews')) {
      if (this.isReviewBroken) return failure(500, 'InternalError', 'no authorizer')
      const { verb, resource, subresource, namespace } = z.parse(review, JSON.parse(body ?? ''))
        .spec.resourceAttributes
      const resourceName = subresource === undefined ? resource : `${resource}/${subresource}`
      return answered({ status: { allowed: !isIn(this.denied, verb, resourceName, namespace) } })
    }
    if (of === '/version') return answered({ gitVersion: 'v1.37.2' })
    const single = /^\/api\/v1\/namespaces\/([^/]+)$/.exec(of)?.[1]
    if (single !== undefined) {
      if (isIn(this.denied, 'get', 'namespaces', single)) {
        return failure(403, 'Forbidden', `User "x" cannot get resource "namespaces"`)
      }
      return answered(stubObject('', single, { status: { phase: 'Active' } }))
    }
    if (new URLSearchParams(query).get('watch') === '1') {
      const watch = new OpenWatch('', signal)
      this.watches.push(watch)
      this.#byKind.set(of.split('/').at(-1) ?? '', watch)
      return { status: 200, chunks: watch }
    }
    if (method !== 'GET') return failure(404, 'NotFound', 'the stub stores nothing')
    return answered({ metadata: { resourceVersion: '50' }, items: this.#listed(of) })
  }
}

/**
 * Opens the Kubernetes backend on a stub cluster, behind the endpoint and with a clock that tests
 * advance.
 */
export async function openStubCluster(server: StubCluster, overrides: Partial<ClusterSource> = {}) {
  const time = steppedTime()
  const stop = new AbortController()
  setMaxListeners(0, stop.signal)
  const logged: string[] = []
  const source = { name: 'stub', region: 'ap-guangzhou', server: 'https://stub', fingerprint: 'x' }
  const backend = await createKubernetes(
    {
      clusters: [{ ...source, send: server.send, ...overrides }],
      tasks: memoryTasks(),
      timing: time.timing,
      log: (message) => logged.push(message),
    },
    stop.signal,
  )
  await time.advance(0)
  const { now } = time.timing
  const { fetch } = createEndpoint({
    accounts: [{ ...testKey, backend }],
    now,
    log: (message) => logged.push(message),
    replay: new MemoryReplayStore(),
  })
  let age: string | null = null
  const call = clientOf(async (request) => {
    const response = await fetch(request)
    age = response.headers.get('Age')
    return response
  }, now)
  const { clusters } = await call('DescribeCluster', {})
  return {
    backend,
    call,
    time,
    logged,
    clusterId: clusters[0]?.clusterId ?? '',
    /** The Age header of the last response. */
    age: () => age,
    close: () => stop.abort(),
  }
}
