import type { Document, Storage } from '../../cloud/simulation/ports'
import { MemoryStorage } from './cloudStorage'

/**
 * While `isProbing`, records the changes of a commit and rejects it. The simulation then reverts
 * the write, so that every call meets the same state.
 */
export class ProbeStorage extends MemoryStorage {
  isProbing = false
  changed: Document[] = []

  override async commit(change: Parameters<Storage['commit']>[0]): Promise<void> {
    if (!this.isProbing) return super.commit(change)
    const storedByKey = new Map(
      this.documents().map((document) => [`${document.kind} ${document.id}`, document]),
    )
    const removed = change.remove.flatMap(({ kind, id }) => storedByKey.get(`${kind} ${id}`) ?? [])
    const put = change.put.filter(
      ({ kind, id, json }) => storedByKey.get(`${kind} ${id}`)?.json !== json,
    )
    const replaced = put.flatMap(({ kind, id }) => storedByKey.get(`${kind} ${id}`) ?? [])
    this.changed.push(...removed, ...put, ...replaced)
    throw new Error('probing')
  }
}
