import type { Document } from '../ports'
import { Agenda, type Due } from './agenda'
import type { Kind, Things } from './resources'
import { UnreadableWorld } from './unreadable'

export const kinds = [
  'cluster',
  'node',
  'machine',
  'namespace',
  'service',
  'pod',
  'happening',
  'task',
  'nonce',
  'pastPod',
  'pastNode',
  'clock',
  'format',
  'registry',
  'registryNamespace',
  'repository',
  'tag',
  'favourite',
  'trigger',
  'triggerLog',
] as const satisfies readonly Kind[]

const isKind = (kind: string): kind is Kind => (kinds as readonly string[]).includes(kind)

/** Owner key of each kind that is looked up by its owner. */
const ownerOf: { [K in Kind]?: (thing: Things[K]) => string } = {
  node: (thing) => thing.clusterId,
  namespace: (thing) => thing.clusterId,
  service: (thing) => thing.clusterId,
  pod: (thing) => serviceKey(thing.clusterId, thing.namespace, thing.service),
  happening: (thing) => serviceKey(thing.clusterId, thing.namespace, thing.service),
  pastPod: (thing) => thing.clusterId,
  pastNode: (thing) => thing.clusterId,
  repository: (thing) => thing.namespace,
  tag: (thing) => thing.reponame,
  trigger: (thing) => thing.reponame,
  triggerLog: (thing) => thing.reponame,
}

/** ID of a service, and owner key of its pods and events. */
export const serviceKey = (clusterId: string, namespace: string, name: string) =>
  `${clusterId}/${namespace}/${name}`

const damaged = (kind: Kind, id: string) => `is damaged: what is kept as ${kind} ${id} is none`

/** Required fields are checked later, after the upgrades (openWorld.ts). */
function parsed(kind: Kind, id: string, json: string): Things[Kind] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw new UnreadableWorld(`${damaged(kind, id)}: the JSON is broken`)
  }
  if (isThing(value)) return value
  throw new UnreadableWorld(damaged(kind, id))
}

const isThing = (value: unknown): value is Things[Kind] =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'

/** A change of the world, by kind so that `before` is of that kind. */
export type Touched = {
  [K in Kind]: { kind: K; id: string; before: Things[K] | undefined }
}[Kind]

/**
 * All resources in memory, by kind and ID. Resources are immutable: they are replaced, never
 * modified, so that a failed call can be reverted and a successful one committed.
 */
export class World {
  readonly #things = new Map<Kind, Map<string, Things[Kind]>>(kinds.map((k) => [k, new Map()]))
  readonly #owned = new Map<Kind, Map<string, Set<string>>>(kinds.map((k) => [k, new Map()]))
  readonly #agenda = new Agenda()
  #undo: Touched[] = []

  constructor(documents: readonly Document[] = []) {
    for (const { kind, id, json } of documents) {
      if (!isKind(kind)) {
        const says = `holds a ${kind}, which this version of Gantry does not know; a newer one may have written it`
        throw new UnreadableWorld(says)
      }
      const thing = parsed(kind, id, json)
      if (thing.id !== id) throw new UnreadableWorld(damaged(kind, id))
      this.#set(kind, id, thing)
    }
    this.#undo = []
  }

  get<K extends Kind>(kind: K, id: string): Things[K] | undefined {
    return this.#things.get(kind)?.get(id) as Things[K] | undefined
  }

  /** All resources of a kind, in insertion order. */
  all<K extends Kind>(kind: K): Things[K][] {
    return [...(this.#things.get(kind)?.values() ?? [])] as Things[K][]
  }

  /**
   * Resources by owner: a cluster (nodes, namespaces, services, deleted pods and nodes), a service
   * (pods, events), a registry namespace (repositories) or a repository (tags, triggers and trigger
   * logs).
   */
  of<K extends Kind>(kind: K, owner: string): Things[K][] {
    const found: Things[K][] = []
    for (const id of this.#owned.get(kind)?.get(owner) ?? []) {
      const thing = this.get(kind, id)
      if (thing) found.push(thing)
    }
    return found
  }

  put<K extends Kind>(kind: K, thing: Things[K]): void {
    this.#set(kind, thing.id, thing)
  }

  remove(kind: Kind, id: string): void {
    this.#set(kind, id, undefined)
  }

  /** The earliest pending step, if it is at or before `until`. */
  next(until: number): Due | undefined {
    const first = this.#agenda.first()
    return first && first.at <= until ? first : undefined
  }

  /** Resources that were put or removed since the last `settle`, once each, as they were before. */
  touched(): Touched[] {
    const first = new Map<string, Touched>()
    for (const one of this.#undo) {
      const key = `${one.kind} ${one.id}`
      if (!first.has(key)) first.set(key, one)
    }
    return [...first.values()]
  }

  /** Changes since the last `settle`, as documents. */
  changes(): { put: Document[]; remove: { kind: Kind; id: string }[] } {
    const put: Document[] = []
    const remove: { kind: Kind; id: string }[] = []
    for (const { kind, id } of this.touched()) {
      const thing = this.get(kind, id)
      if (thing) put.push({ kind, id, json: JSON.stringify(thing) })
      else remove.push({ kind, id })
    }
    return { put, remove }
  }

  /** Accepts all changes since the last `settle`. */
  settle(): void {
    this.#undo = []
  }

  /** Reverts all changes since the last `settle`. */
  revert(): void {
    const undo = this.#undo
    for (const { kind, id, before } of undo.toReversed()) this.#set(kind, id, before)
    this.#undo = []
  }

  #set(kind: Kind, id: string, thing: Things[Kind] | undefined): void {
    const things = this.#things.get(kind)
    if (!things) return
    const before = things.get(id)
    this.#undo.push({ kind, id, before } as Touched)
    if (before && !thing) this.#owners(kind, before)?.delete(id)
    if (thing) things.set(id, thing)
    else things.delete(id)
    if (thing) this.#owners(kind, thing)?.add(id)
    this.#agenda.set(kind, id, thing?.wakeAt)
  }

  #owners(kind: Kind, thing: Things[Kind]): Set<string> | undefined {
    const owner = (ownerOf[kind] as ((thing: Things[Kind]) => string) | undefined)?.(thing)
    if (owner === undefined) return undefined
    const owned = this.#owned.get(kind)
    let ids = owned?.get(owner)
    if (!ids) {
      ids = new Set()
      owned?.set(owner, ids)
    }
    return ids
  }
}
