import { createSerialQueue } from '../../../src/contract/serialQueue'
import { refuse } from '../apiError'
import type { Change } from '../backend'
import { changesOf, differences } from './changes'
import type { SimulationPorts, Storage } from './ports'
import { clockOffset } from './world/clock'
import { openWorld } from './world/openWorld'
import type { World } from './world/world'

/** A running simulation of one world: jobs run one at a time, and each ends with a commit. */
export interface Engine {
  ports: SimulationPorts
  readonly world: World
  /** Time of the real clock, except that it never goes back. */
  clock: () => number
  /** Runs a job after all earlier jobs have ended. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** Stores the world's changes, then reports them to the observers. */
  commit: () => Promise<void>
  watch: (onChange: (change: Change) => void) => () => void
  isWatched: () => boolean
  /** Reloads the world from a storage that this process has claimed again. */
  reopen: (storage: Storage) => Promise<void>
}

/**
 * Throws API error 6200 if this process no longer holds the storage: another process may have
 * changed the world, so the copy in memory may be stale.
 */
function requireHeld(storage: Storage): void {
  if (storage.isHeld?.() ?? true) return
  const reason = 'its database is away, or another process has taken the world'
  throw refuse(6200, `This cloud does not have its world at present: ${reason}. Nothing was done.`)
}

export async function createEngine(ports: SimulationPorts): Promise<Engine> {
  const enqueue = createSerialQueue()
  const observers = new Set<(change: Change) => void>()
  let { storage } = ports
  let world = await openWorld(ports)
  let latestTime = 0

  /** An observer that throws must not undo the commit. */
  function report(changes: readonly Change[]): void {
    for (const observer of observers) {
      try {
        for (const change of changes) observer(change)
      } catch (error) {
        ports.log(`observer of changes: ${String(error)}`)
      }
    }
  }

  return {
    ports,
    get world() {
      return world
    },
    clock: () => {
      latestTime = Math.max(latestTime, ports.now())
      return latestTime
    },
    inTurn: (work) =>
      enqueue(() => {
        requireHeld(storage)
        return work()
      }),
    commit: async () => {
      const pending = world.changes()
      if (pending.put.length + pending.remove.length > 0) await storage.commit(pending)
      const changes = observers.size > 0 ? changesOf(world) : []
      world.settle()
      report(changes)
    },
    watch: (onChange) => {
      // Wraps `onChange` in a new function, so that the same callback can be registered twice.
      const observer = (change: Change) => onChange(change)
      observers.add(observer)
      return () => {
        observers.delete(observer)
      }
    },
    isWatched: () => observers.size > 0,
    reopen: (next) =>
      enqueue(async () => {
        const opened = await openWorld({ ...ports, storage: next })
        const changes = observers.size > 0 ? differences(world, opened) : []
        world = opened
        storage = next
        report(changes)
      }),
  }
}

/** Converts a time of the real clock to the world's clock. */
export const timeIn = ({ world }: Engine, systemTime: number): number =>
  systemTime + clockOffset(world)
