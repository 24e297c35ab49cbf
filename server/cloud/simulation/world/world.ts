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

/** Kinds that are looked up by what they belong to, with the key they are found under. */
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

/** Id of a service, and the owner under which its pods and happenings are found. */
export const serviceKey = (clusterId: string, namespace: string, name: string) =>
  `${clusterId}/${namespace}/${name}`

const damaged = (kind: Kind, id: string) => `is damaged: what is kept as ${kind} ${id} is none`

/** Whether a thing has all that it needs is looked at when it is of this version's format (shapes.ts). */
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

interface Undo {
  kind: Kind
  id: string
  before: Things[Kind] | undefined
}

/**
 * The things in memory, by kind and id. Things are values: they are replaced, never changed in
 * place, so that a step that fails can be taken back and a step that holds can be written down.
 */
export class World {
  readonly #things = new Map<Kind, Map<string, Things[Kind]>>(kinds.map((k) => [k, new Map()]))
  readonly #owned = new Map<Kind, Map<string, Set<string>>>(kinds.map((k) => [k, new Map()]))
  readonly #agenda = new Agenda()
  #undo: Undo[] = []

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

  /** All things of a kind, in the order in which they came. */
  all<K extends Kind>(kind: K): Things[K][] {
    return [...(this.#things.get(kind)?.values() ?? [])] as Things[K][]
  }

  /**
   * Things that belong to a cluster (nodes, namespaces, services, pods and nodes that have gone), to a
   * service (pods, happenings), to a namespace of the registry (repositories) or to a repository (tags,
   * triggers and their log).
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

  /** The thing that has to be looked at first, if that is at or before `until`. */
  next(until: number): Due | undefined {
    const first = this.#agenda.first()
    return first && first.at <= until ? first : undefined
  }

  /** What has changed since the last `settle`, as documents. */
  changes(): { put: Document[]; remove: { kind: Kind; id: string }[] } {
    const put: Document[] = []
    const remove: { kind: Kind; id: string }[] = []
    const seen = new Set<string>()
    for (const { kind, id } of this.#undo) {
      const key = `${kind} ${id}`
      if (seen.has(key)) continue
      seen.add(key)
      const thing = this.get(kind, id)
      if (thing) put.push({ kind, id, json: JSON.stringify(thing) })
      else remove.push({ kind, id })
    }
    return { put, remove }
  }

  /** Takes everything since the last `settle` for good. */
  settle(): void {
    this.#undo = []
  }

  /** Takes everything since the last `settle` back. */
  revert(): void {
    const undo = this.#undo
    for (const { kind, id, before } of undo.toReversed()) this.#set(kind, id, before)
    this.#undo = []
  }

  #set(kind: Kind, id: string, thing: Things[Kind] | undefined): void {
    const things = this.#things.get(kind)
    if (!things) return
    const before = things.get(id)
    this.#undo.push({ kind, id, before })
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
