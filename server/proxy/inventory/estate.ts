import type { InventoryObject } from '../../../src/contract/console/inventory/objects'
import { type ContainerImage, keyOf, type PartRef, type ReadObject, type ReadPart } from './parts'

/** Why the latest read of a list failed. */
export interface ReadFailure {
  at: number
  codeDesc: string
  message: string
}

/** An object as it is kept until its list is read again. */
export type KeptObject = ReadObject & { statusSince: number | null }

/** A list with its latest content. Times are Unix milliseconds. */
export interface Part {
  ref: PartRef
  objects: readonly KeptObject[]
  /** Keys of the lists that depend on this one. */
  children: readonly string[]
  /** When the content was read; null before the first successful read. */
  readAt: number | null
  failure?: ReadFailure
  /** Number of failed reads since the last successful one. */
  failures: number
}

/** Keys of lists that a read has affected. */
export interface EstateChange {
  /** Lists whose content was read, or has changed. */
  written: string[]
  /** They no longer exist. */
  removed: string[]
  /** New lists that have not been read yet. */
  added: string[]
}

/** An object with the list that holds it. */
export interface Located {
  object: KeptObject
  ref: PartRef
  readAt: number
}

const identityOf = ({ kind, namespace, id }: ReadObject) => `${kind}\n${namespace ?? ''}\n${id}`

/** The region of an object; for a trigger, the region of the service that it updates. */
export const regionOfObject = ({ object, ref }: Located) => object.region ?? ref.region

/** An object as answers show it. */
export function shownObject(account: string, located: Located): InventoryObject {
  const { containers, ...object } = located.object
  const { readAt } = located
  const images = containers && { images: containers.map(({ image }) => image) }
  return { ...object, ...images, account, region: regionOfObject(located), readAt }
}

/** The lists of one account; each is a root, or belongs to an object of another list. */
export function createEstate(account: string) {
  const parts = new Map<string, Part>()

  function add(ref: PartRef): string | undefined {
    const key = keyOf(ref)
    if (parts.has(key)) return undefined
    parts.set(key, { ref, objects: [], children: [], readAt: null, failures: 0 })
    return key
  }

  /** Removes a list and those that depend on it; returns their keys. */
  function remove(key: string): string[] {
    const part = parts.get(key)
    if (!part) return []
    parts.delete(key)
    return [key, ...part.children.flatMap(remove)]
  }

  /** Adds the containers of a service's settings to the service; returns the key of its list. */
  function putContainers(
    { region, clusterId, namespace, serviceName }: PartRef,
    containers: readonly ContainerImage[],
  ) {
    const key = keyOf({ kind: 'services', region, clusterId })
    const part = parts.get(key)
    const service = part?.objects.find(
      (one) => one.name === serviceName && one.namespace === namespace,
    )
    if (!part || !service) return []
    if (JSON.stringify(service.containers) === JSON.stringify(containers)) return []
    const objects = part.objects.map((one) => (one === service ? { ...one, containers } : one))
    parts.set(key, { ...part, objects })
    return [key]
  }

  return {
    account,
    parts: parts as ReadonlyMap<string, Part>,
    add,
    remove,

    /** Stores the content of a list and the time at which it was read. */
    put(key: string, read: ReadPart, at: number): EstateChange {
      const before = parts.get(key)
      if (!before) return { written: [], removed: [], added: [] }
      const previous = new Map(before.objects.map((one) => [identityOf(one), one]))
      const objects = read.objects.map((one): KeptObject => {
        const earlier = previous.get(identityOf(one))
        if (!earlier) return { ...one, statusSince: before.readAt === null ? null : at }
        const statusSince = earlier.status === one.status ? earlier.statusSince : at
        const containers = one.containers ?? earlier.containers
        return { ...one, ...(containers && { containers }), statusSince }
      })
      const children = read.children.map(keyOf)
      const current = new Set(children)
      const removed = before.children.filter((one) => !current.has(one)).flatMap(remove)
      const added = read.children.flatMap((ref) => add(ref) ?? [])
      parts.set(key, { ref: before.ref, objects, children, readAt: at, failures: 0 })
      const withContainers = read.containers ? putContainers(before.ref, read.containers) : []
      return { written: [key, ...withContainers], removed, added }
    },

    /** Records a failed read of a list; its previous content stays. */
    fail(key: string, failure: ReadFailure): void {
      const part = parts.get(key)
      if (part) parts.set(key, { ...part, failure, failures: part.failures + 1 })
    },

    /** Takes over a list as another process stored it. */
    restore(part: Part): void {
      parts.set(keyOf(part.ref), part)
    },

    /** Every object that has been read. */
    *located(): Generator<Located> {
      for (const { ref, objects, readAt } of parts.values()) {
        if (readAt !== null) for (const object of objects) yield { object, ref, readAt }
      }
    },
  }
}

export type Estate = ReturnType<typeof createEstate>
