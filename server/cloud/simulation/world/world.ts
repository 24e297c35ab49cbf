import type { Document } from '../ports'
import { type Kind, type Resources, resourceSchemas } from './resources'
import { UnreadableWorld } from './unreadableWorld'
import { WakeQueue, type WakeUp } from './wakeQueue'

const isKind = (kind: string): kind is Kind => Object.hasOwn(resourceSchemas, kind)

export const kinds: readonly Kind[] = Object.keys(resourceSchemas).filter(isKind)

/** Computes the owner of a resource, for the kinds that `ownedBy` supports. */
const ownerOf: { [K in Kind]?: (resource: Resources[K]) => string } = {
  node: (resource) => resource.clusterId,
  namespace: (resource) => resource.clusterId,
  service: (resource) => resource.clusterId,
  pod: (resource) => serviceKey(resource.clusterId, resource.namespace, resource.service),
  serviceEvent: (resource) => serviceKey(resource.clusterId, resource.namespace, resource.service),
  deletedPod: (resource) => resource.clusterId,
  deletedNode: (resource) => resource.clusterId,
  repository: (resource) => resource.namespace,
  tag: (resource) => resource.reponame,
  trigger: (resource) => resource.reponame,
  triggerLog: (resource) => resource.reponame,
}

/** ID of a service, which is also the owner key of its pods and events. */
export const serviceKey = (clusterId: string, namespace: string, name: string) =>
  `${clusterId}/${namespace}/${name}`

const damagedMessage = (kind: Kind, id: string) =>
  `is damaged: the document of the ${kind} ${id} is invalid`

/** Parses a stored document. Required fields are checked only after the upgrades (openWorld.ts). */
function parseDocument(kind: Kind, id: string, json: string): Resources[Kind] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw new UnreadableWorld(`${damagedMessage(kind, id)} JSON`)
  }
  if (isResource(value)) return value
  throw new UnreadableWorld(damagedMessage(kind, id))
}

const isResource = (value: unknown): value is Resources[Kind] =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'

/** A changed resource; the union over kinds gives `before` the type of its kind. */
export type ChangedResource = {
  [K in Kind]: { kind: K; id: string; before: Resources[K] | undefined }
}[Kind]

/**
 * All resources in memory, by kind and ID. Resources are immutable: a change replaces a resource,
 * so that a failed call can be reverted and a successful call committed.
 */
export class World {
  readonly #resources = new Map<Kind, Map<string, Resources[Kind]>>(
    kinds.map((k) => [k, new Map()]),
  )
  readonly #owned = new Map<Kind, Map<string, Set<string>>>(kinds.map((k) => [k, new Map()]))
  readonly #wakeUps = new WakeQueue()
  #undo: ChangedResource[] = []

  constructor(documents: readonly Document[] = []) {
    for (const { kind, id, json } of documents) {
      if (!isKind(kind)) {
        throw new UnreadableWorld(
          `contains a ${kind}, which this version of Gantry does not know; a newer one may have written it`,
        )
      }
      const resource = parseDocument(kind, id, json)
      if (resource.id !== id) throw new UnreadableWorld(damagedMessage(kind, id))
      this.#set(kind, id, resource)
    }
    this.#undo = []
  }

  get<K extends Kind>(kind: K, id: string): Resources[K] | undefined {
    return this.#resources.get(kind)?.get(id) as Resources[K] | undefined
  }

  /** All resources of a kind, in insertion order. */
  all<K extends Kind>(kind: K): Resources[K][] {
    return [...(this.#resources.get(kind)?.values() ?? [])] as Resources[K][]
  }

  /**
   * Resources by owner: a cluster (nodes, namespaces, services, deleted pods and nodes), a service
   * (pods, events), a registry namespace (repositories) or a repository (tags, triggers and trigger
   * logs).
   */
  ownedBy<K extends Kind>(kind: K, owner: string): Resources[K][] {
    const found: Resources[K][] = []
    for (const id of this.#owned.get(kind)?.get(owner) ?? []) {
      const resource = this.get(kind, id)
      if (resource) found.push(resource)
    }
    return found
  }

  put<K extends Kind>(kind: K, resource: Resources[K]): void {
    this.#set(kind, resource.id, resource)
  }

  remove(kind: Kind, id: string): void {
    this.#set(kind, id, undefined)
  }

  /** The earliest pending step, if its time is at or before `until`. */
  next(until: number): WakeUp | undefined {
    const first = this.#wakeUps.first()
    return first && first.at <= until ? first : undefined
  }

  /**
   * Resources that were put or removed since the last `settle`, once each, in their state at that
   * `settle`.
   */
  changedResources(): ChangedResource[] {
    const firstChanges = new Map<string, ChangedResource>()
    for (const resource of this.#undo) {
      const key = `${resource.kind} ${resource.id}`
      if (!firstChanges.has(key)) firstChanges.set(key, resource)
    }
    return [...firstChanges.values()]
  }

  /** Changes since the last `settle`, as documents to store and documents to remove. */
  changes(): { put: Document[]; remove: { kind: Kind; id: string }[] } {
    const put: Document[] = []
    const remove: { kind: Kind; id: string }[] = []
    for (const { kind, id } of this.changedResources()) {
      const resource = this.get(kind, id)
      if (resource) put.push({ kind, id, json: JSON.stringify(resource) })
      else remove.push({ kind, id })
    }
    return { put, remove }
  }

  /** Accepts all changes since the last `settle`, so that they can no longer be reverted. */
  settle(): void {
    this.#undo = []
  }

  /** Reverts all changes since the last `settle`. */
  revert(): void {
    const undo = this.#undo
    for (const { kind, id, before } of undo.toReversed()) this.#set(kind, id, before)
    this.#undo = []
  }

  #set(kind: Kind, id: string, resource: Resources[Kind] | undefined): void {
    const resources = this.#resources.get(kind)
    if (!resources) return
    const before = resources.get(id)
    this.#undo.push({ kind, id, before } as ChangedResource)
    if (before && !resource) this.#owners(kind, before)?.delete(id)
    if (resource) resources.set(id, resource)
    else resources.delete(id)
    if (resource) this.#owners(kind, resource)?.add(id)
    this.#wakeUps.set(kind, id, resource?.wakeAt)
  }

  #owners(kind: Kind, resource: Resources[Kind]): Set<string> | undefined {
    const owner = (ownerOf[kind] as ((resource: Resources[Kind]) => string) | undefined)?.(resource)
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
