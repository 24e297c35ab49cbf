import type { Document, Storage } from '../../cloud/simulation/ports'

/** A storage in memory that exposes its documents and can be made to fail. */
export class MemoryStorage implements Storage {
  readonly #json: Map<string, Document>

  /** `documents`: the initial contents. */
  constructor(documents: readonly Document[] = []) {
    this.#json = new Map(documents.map((document) => [`${document.kind} ${document.id}`, document]))
  }

  /** Number of successful commits. */
  commits = 0
  fails = false
  /** Whether another process has taken over the stored world. */
  isLost = false

  isHeld(): boolean {
    return !this.isLost
  }

  async load(): Promise<Document[]> {
    return [...this.#json.values()]
  }

  async commit({ put, remove }: Parameters<Storage['commit']>[0]): Promise<void> {
    if (this.fails) throw new Error('the disk is full')
    for (const document of put) this.#json.set(`${document.kind} ${document.id}`, document)
    for (const { kind, id } of remove) this.#json.delete(`${kind} ${id}`)
    this.commits += 1
  }

  /** The stored documents without nonces, in a stable order. */
  documents(): Document[] {
    return [...this.#json.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, document]) => document)
  }
}
