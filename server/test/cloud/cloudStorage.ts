import type { Document, Storage } from '../../cloud/simulation/ports'

/** A storage in memory whose documents can be looked at and which can be told to fail. */
export class MemoryStorage implements Storage {
  readonly #json = new Map<string, Document>()
  /** How many commits have held. */
  commits = 0
  fails = false
  /** Another process has taken the world. */
  isLost = false

  isHeld(): boolean {
    return !this.isLost
  }

  async load(): Promise<Document[]> {
    return [...this.#json.values()]
  }

  async commit({ put, remove }: Parameters<Storage['commit']>[0]): Promise<void> {
    if (this.fails) throw new Error('the disk is full')
    for (const one of put) this.#json.set(`${one.kind} ${one.id}`, one)
    for (const { kind, id } of remove) this.#json.delete(`${kind} ${id}`)
    this.commits += 1
  }

  /** The world that is kept, without the requests that were seen; in an order that does not depend on how it came. */
  documents(): Document[] {
    return [...this.#json.entries()]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, document]) => document)
  }
}
