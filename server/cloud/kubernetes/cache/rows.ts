import type { KubernetesObject } from '../objects/meta'

const keyOf = ({ metadata: { namespace, name } }: KubernetesObject) => `${namespace}/${name}`

/**
 * Whether a version is older than another; versions are defined as numbers since Kubernetes 1.35,
 * and were numbers in practice before.
 */
export const isOlder = (a: string, b: string) =>
  /^\d+$/.test(a) && /^\d+$/.test(b) && BigInt(a) < BigInt(b)

interface Index<T> {
  of: (row: T) => readonly string[]
  keys: Map<string, Set<string>>
}

/** The objects of one kind, by namespace and name, with indexes over them. */
export class Rows<T extends KubernetesObject> {
  readonly #rows = new Map<string, T>()
  readonly #indexes = new Map<string, Index<T>>()
  /** Called after each change of a row; `previous` is absent for an added and a removed row. */
  onChange: (row: T, isRemoved: boolean, previous?: T) => void = () => {}

  constructor(indexes: Readonly<Record<string, (row: T) => readonly string[]>> = {}) {
    for (const [name, of] of Object.entries(indexes)) {
      this.#indexes.set(name, { of, keys: new Map() })
    }
  }

  get(namespace: string, name: string): T | undefined {
    return this.#rows.get(`${namespace}/${name}`)
  }

  all(): T[] {
    return [...this.#rows.values()]
  }

  /** The rows that an index lists under a value. */
  by(index: string, value: string): T[] {
    const existing = this.#indexes.get(index)
    if (!existing) throw new Error(`${index} is no index of this kind`)
    return [...(existing.keys.get(value) ?? [])].flatMap((key) => this.#rows.get(key) ?? [])
  }

  #unlist(key: string): void {
    const row = this.#rows.get(key)
    if (!row) return
    for (const { of, keys } of this.#indexes.values()) {
      for (const value of of(row)) {
        const listed = keys.get(value)
        listed?.delete(key)
        if (listed?.size === 0) keys.delete(value)
      }
    }
    this.#rows.delete(key)
  }

  #put(row: T): void {
    const key = keyOf(row)
    const previous = this.#rows.get(key)
    this.#unlist(key)
    this.#rows.set(key, row)
    for (const { of, keys } of this.#indexes.values()) {
      for (const value of of(row)) {
        const listed = keys.get(value)
        if (listed) listed.add(key)
        else keys.set(value, new Set([key]))
      }
    }
    const { uid, resourceVersion } = row.metadata
    const isSame =
      previous?.metadata.uid === uid && previous.metadata.resourceVersion === resourceVersion
    if (!isSame) this.onChange(row, false, previous)
  }

  #drop(key: string): void {
    const row = this.#rows.get(key)
    this.#unlist(key)
    if (row) this.onChange(row, true)
  }

  /**
   * Stores a newer state of an object; drops an older one, such as an event from before a write's
   * own response.
   */
  apply(row: T): void {
    const current = this.#rows.get(keyOf(row))
    if (current && isOlder(row.metadata.resourceVersion, current.metadata.resourceVersion)) return
    this.#put(row)
  }

  /** Removes an object, unless another one of the same name has been created since. */
  remove(row: KubernetesObject): void {
    const key = keyOf(row)
    if (this.#rows.get(key)?.metadata.uid === row.metadata.uid) this.#drop(key)
  }

  /**
   * Replaces the rows of a namespace by a list, or all rows if `namespace` is empty, whatever their
   * versions: versions run backwards after a restore from a snapshot.
   */
  replace(rows: readonly T[], namespace = ''): void {
    const listed = new Set(rows.map(keyOf))
    for (const [key, row] of [...this.#rows]) {
      const isCovered = namespace === '' || row.metadata.namespace === namespace
      if (isCovered && !listed.has(key)) this.#drop(key)
    }
    for (const row of rows) this.#put(row)
  }
}
