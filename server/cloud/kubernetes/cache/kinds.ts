import * as z from 'zod/mini'
import { deployment, replicaSet } from '../objects/deployment'
import { event } from '../objects/event'
import type { KubernetesObject } from '../objects/meta'
import { namespace } from '../objects/namespace'
import { node } from '../objects/node'
import { pod } from '../objects/pod'
import { type Access, access } from '../objects/service'
import type { InnerAccess } from '../ports'
import { isInner } from '../specs/access'
import type { Kind } from './reflector'
import { Rows } from './rows'

const ownersOf = ({ metadata }: KubernetesObject) =>
  (metadata.ownerReferences ?? []).map(({ uid }) => uid)
const namespaceOf = ({ metadata }: KubernetesObject) => [metadata.namespace]

function createKind<T extends KubernetesObject>(kind: Kind<T>) {
  return {
    ...kind,
    /** Stores an object as the API server sent it, unless a newer one is present. */
    put: (value: unknown): void => kind.rows.apply(kind.parse(value)),
  }
}

const allKinds = (inner: InnerAccess | undefined) => ({
  namespaces: createKind({
    name: 'namespaces',
    group: '',
    isNamespaced: false,
    parse: (value: unknown) => z.parse(namespace, value),
    rows: new Rows<z.output<typeof namespace>>(),
  }),
  nodes: createKind({
    name: 'nodes',
    group: '',
    isNamespaced: false,
    parse: (value: unknown) => z.parse(node, value),
    rows: new Rows<z.output<typeof node>>(),
  }),
  accesses: createKind({
    name: 'services',
    group: '',
    isNamespaced: true,
    parse: (value: unknown): Access => {
      const parsed = z.parse(access, value)
      return { ...parsed, isInner: isInner(parsed.metadata.annotations, inner) }
    },
    rows: new Rows<Access>({ namespace: namespaceOf }),
  }),
  deployments: createKind({
    name: 'deployments',
    group: 'apps',
    isNamespaced: true,
    parse: (value: unknown) => z.parse(deployment, value),
    rows: new Rows<z.output<typeof deployment>>({ namespace: namespaceOf }),
  }),
  replicaSets: createKind({
    name: 'replicasets',
    group: 'apps',
    isNamespaced: true,
    parse: (value: unknown) => z.parse(replicaSet, value),
    rows: new Rows<z.output<typeof replicaSet>>({ owner: ownersOf }),
  }),
  pods: createKind({
    name: 'pods',
    group: '',
    isNamespaced: true,
    parse: (value: unknown) => z.parse(pod, value),
    rows: new Rows<z.output<typeof pod>>({
      owner: ownersOf,
      node: ({ spec }) => (spec.nodeName ? [spec.nodeName] : []),
      claim: ({ metadata, spec }) =>
        (spec.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }) =>
          claim ? [`${metadata.namespace}/${claim.claimName}`] : [],
        ),
    }),
  }),
  events: createKind({
    name: 'events',
    group: '',
    isNamespaced: true,
    parse: (value: unknown) => z.parse(event, value),
    rows: new Rows<z.output<typeof event>>({ object: (row) => [row.involvedObject.uid] }),
  }),
})

export type Kinds = ReturnType<typeof allKinds>
export type KindName = keyof Kinds

/** A changed object of any kind. */
export type ChangedRow = {
  [N in KindName]: {
    kind: N
    row: ReturnType<Kinds[N]['parse']>
    /** The row before; absent if the object is new or removed. */
    previous?: ReturnType<Kinds[N]['parse']> | undefined
    isRemoved: boolean
  }
}[KindName]

/** The kinds of objects that Gantry keeps of a cluster; `onChange` gets each changed object. */
export function createKinds(
  onChange: (changed: ChangedRow) => void,
  inner: InnerAccess | undefined,
): Kinds {
  const kinds = allKinds(inner)
  kinds.namespaces.rows.onChange = (row, isRemoved, previous) =>
    onChange({ kind: 'namespaces', row, isRemoved, previous })
  kinds.nodes.rows.onChange = (row, isRemoved, previous) =>
    onChange({ kind: 'nodes', row, isRemoved, previous })
  kinds.accesses.rows.onChange = (row, isRemoved, previous) =>
    onChange({ kind: 'accesses', row, isRemoved, previous })
  kinds.deployments.rows.onChange = (row, isRemoved, previous) =>
    onChange({ kind: 'deployments', row, isRemoved, previous })
  kinds.replicaSets.rows.onChange = (row, isRemoved, previous) =>
    onChange({ kind: 'replicaSets', row, isRemoved, previous })
  kinds.pods.rows.onChange = (row, isRemoved, previous) =>
    onChange({ kind: 'pods', row, isRemoved, previous })
  kinds.events.rows.onChange = (row, isRemoved, previous) =>
    onChange({ kind: 'events', row, isRemoved, previous })
  return kinds
}
