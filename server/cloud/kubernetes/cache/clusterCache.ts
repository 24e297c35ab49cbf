import * as z from 'zod/mini'
import { refuse } from '../../apiError'
import type { Client } from '../client/client'
import { linked } from '../client/linked'
import { deployment, replicaSet } from '../objects/deployment'
import { event } from '../objects/event'
import type { KubernetesObject } from '../objects/meta'
import { namespace } from '../objects/namespace'
import { node } from '../objects/node'
import { pod } from '../objects/pod'
import { access } from '../objects/service'
import type { Timing } from '../ports'
import { startContact } from './contact'
import { type Kind, startReflector } from './reflector'
import { Rows } from './rows'

const ownersOf = ({ metadata }: KubernetesObject) =>
  (metadata.ownerReferences ?? []).map(({ uid }) => uid)
const namespaceOf = ({ metadata }: KubernetesObject) => [metadata.namespace]

const kindsOf = () => ({
  namespaces: {
    name: 'namespaces',
    path: '/api/v1/namespaces',
    parse: (value: unknown) => z.parse(namespace, value),
    rows: new Rows<z.output<typeof namespace>>(),
  },
  nodes: {
    name: 'nodes',
    path: '/api/v1/nodes',
    parse: (value: unknown) => z.parse(node, value),
    rows: new Rows<z.output<typeof node>>(),
  },
  accesses: {
    name: 'services',
    path: '/api/v1/services',
    parse: (value: unknown) => z.parse(access, value),
    rows: new Rows<z.output<typeof access>>({ namespace: namespaceOf }),
  },
  deployments: {
    name: 'deployments',
    path: '/apis/apps/v1/deployments',
    parse: (value: unknown) => z.parse(deployment, value),
    rows: new Rows<z.output<typeof deployment>>({ namespace: namespaceOf }),
  },
  replicaSets: {
    name: 'replicasets',
    path: '/apis/apps/v1/replicasets',
    parse: (value: unknown) => z.parse(replicaSet, value),
    rows: new Rows<z.output<typeof replicaSet>>({ owner: ownersOf }),
  },
  pods: {
    name: 'pods',
    path: '/api/v1/pods',
    parse: (value: unknown) => z.parse(pod, value),
    rows: new Rows<z.output<typeof pod>>({
      owner: ownersOf,
      node: ({ spec }) => (spec.nodeName ? [spec.nodeName] : []),
    }),
  },
  events: {
    name: 'events',
    path: '/api/v1/events',
    parse: (value: unknown) => z.parse(event, value),
    rows: new Rows<z.output<typeof event>>({ object: (row) => [row.involvedObject.uid] }),
  },
})

export type KindName = keyof ReturnType<typeof kindsOf>

const withKind = z.object({ kind: z.optional(z.string()) })

/** All kinds that reads of services and instances need. */
export const workloadKinds = [
  'namespaces',
  'nodes',
  'accesses',
  'deployments',
  'replicaSets',
  'pods',
  'events',
] as const satisfies readonly KindName[]

/** Maximum time that a read waits for the first list, in milliseconds. */
const maxListWait = 8_000

interface CachePorts {
  client: Client
  timing: Timing
  log: (message: string) => void
}

/** The objects of a cluster, kept up to date by watches until `signal` is aborted. */
export function startCache({ client, timing, log }: CachePorts, signal: AbortSignal) {
  const contact = startContact(client, timing, signal)
  const kinds = kindsOf()
  const ports = { client, timing, log, onContact: contact.heard }
  const watching = <T extends KubernetesObject>(kind: Kind<T>) =>
    startReflector(kind, ports, signal)
  const reflectors = {
    namespaces: watching(kinds.namespaces),
    nodes: watching(kinds.nodes),
    accesses: watching(kinds.accesses),
    deployments: watching(kinds.deployments),
    replicaSets: watching(kinds.replicaSets),
    pods: watching(kinds.pods),
    events: watching(kinds.events),
  }

  const unreachable = () =>
    refuse(6200, `the cluster's API server does not answer: ${contact.lastError()}`)

  /** Resolves once these kinds have been listed; throws the refusal if they cannot be read. */
  async function ready(names: readonly KindName[], asked: AbortSignal): Promise<void> {
    const waiting = linked([asked])
    const late = timing.wait(maxListWait, waiting.signal)
    try {
      for (const name of names) {
        const reflector = reflectors[name]
        while (reflector.state() === 'waiting') {
          const isLate = await Promise.race([
            reflector.changed().then(() => false),
            late.then(() => true),
          ])
          if (isLate) throw unreachable()
        }
        if (reflector.state() === 'forbidden') {
          throw refuse(4101, `the account's credentials may not list ${kinds[name].name}`)
        }
      }
    } finally {
      waiting.abort()
      waiting.release()
    }
    if (contact.isLost()) throw unreachable()
  }

  return {
    namespaces: kinds.namespaces.rows,
    nodes: kinds.nodes.rows,
    accesses: kinds.accesses.rows,
    deployments: kinds.deployments.rows,
    replicaSets: kinds.replicaSets.rows,
    pods: kinds.pods.rows,
    events: kinds.events.rows,
    /** Stores the object that a write returned, so that the next read includes it. */
    merge(
      name: 'namespaces' | 'nodes' | 'accesses' | 'deployments' | 'pods',
      answer: unknown,
    ): void {
      const { kind } = z.parse(withKind, answer)
      // A deletion may return a Status in place of the object; the watch then reports the removal.
      if (kind === 'Status') return
      if (name === 'namespaces') kinds.namespaces.rows.apply(kinds.namespaces.parse(answer))
      if (name === 'nodes') kinds.nodes.rows.apply(kinds.nodes.parse(answer))
      if (name === 'accesses') kinds.accesses.rows.apply(kinds.accesses.parse(answer))
      if (name === 'deployments') kinds.deployments.rows.apply(kinds.deployments.parse(answer))
      if (name === 'pods') kinds.pods.rows.apply(kinds.pods.parse(answer))
    },
    ready,
    isLost: contact.isLost,
    version: contact.version,
  }
}

export type ClusterCache = ReturnType<typeof startCache>
