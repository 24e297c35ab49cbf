import type { ProxyPorts } from '../ports'
import type { Estate, Part } from './estate'
import type { StoredPart } from './ports'

/** Milliseconds for which a process observes an account, and how early it extends that time. */
const leaseTime = 10_000
const renewalMargin = 6_000
/** Number of lists that one step stores or loads. */
const batchSize = 500
/** Milliseconds for which removed lists are kept, so that other processes learn of the removal. */
const removalKept = 3_600_000
/** Milliseconds between two looks for lists that another process has stored. */
const loadInterval = 1_000

interface SharedState {
  leaseUntil: number
  version: number
  loadedAt: number
  forgottenAt: number
  /** Keys of lists that have to be stored. */
  unsaved: Set<string>
}

/** Shares the inventory with other processes on the same store, and keeps it across restarts. */
export function createShared({ store, now, randomBytes }: ProxyPorts) {
  const holder = [...randomBytes(8)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const states = new Map<string, SharedState>()
  const { inventory, leases } = store

  function stateOf(account: string): SharedState {
    const existing = states.get(account)
    if (existing) return existing
    const state: SharedState = {
      ...{ leaseUntil: 0, version: 0, loadedAt: Number.NEGATIVE_INFINITY, forgottenAt: 0 },
      unsaved: new Set(),
    }
    states.set(account, state)
    return state
  }

  const leaseName = (account: string) => `inventory ${account}`

  function restore(estate: Estate, { part, content }: StoredPart): void {
    if (content === '') estate.remove(part)
    else {
      // The cast is safe: only `save` writes this column.
      const stored: Part = JSON.parse(content)
      estate.restore(stored)
    }
  }

  return {
    /** Whether this process observes the account; takes the lease if no process has it. */
    async isHolder(account: string): Promise<boolean> {
      const state = stateOf(account)
      const at = now()
      if (state.leaseUntil - at > renewalMargin) return true
      const until = at + leaseTime
      const isTaken = await leases.take({ name: leaseName(account), holder, now: at, until })
      state.leaseUntil = isTaken ? until : 0
      return isTaken
    },

    async release(account: string): Promise<void> {
      if (stateOf(account).leaseUntil > 0) await leases.release(leaseName(account), holder)
    },

    /** Marks lists that were read or removed, so that they are stored. */
    changed(estate: Estate, keys: readonly string[]): void {
      const { unsaved } = stateOf(estate.account)
      for (const key of keys) unsaved.add(key)
    },

    /** Loads the lists that other processes have stored since the last call. */
    async load(estate: Estate): Promise<void> {
      const state = stateOf(estate.account)
      if (now() - state.loadedAt < loadInterval) return
      state.loadedAt = now()
      for (;;) {
        const rows = await inventory.changedSince(estate.account, state.version, batchSize)
        for (const row of rows) restore(estate, row)
        state.version = rows.at(-1)?.version ?? state.version
        if (rows.length < batchSize) return
      }
    },

    /** Stores the lists that have changed, each batch with a higher version. */
    async save({ account, parts }: Estate): Promise<void> {
      const state = stateOf(account)
      if (now() - state.forgottenAt > removalKept) {
        state.forgottenAt = now()
        await inventory.forget(account, now() - removalKept)
      }
      const keys = [...state.unsaved].slice(0, batchSize)
      if (keys.length === 0) return
      const firstVersion = Math.max(now(), state.version + 1)
      const rows = keys.map((part, index) => {
        const current = parts.get(part)
        const content = current ? JSON.stringify(current) : ''
        return { account, part, content, version: firstVersion + index }
      })
      await inventory.put(rows)
      state.version = firstVersion + rows.length - 1
      for (const key of keys) state.unsaved.delete(key)
    },
  }
}
