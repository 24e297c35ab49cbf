import { createSerialQueue } from '../../../src/contract/serialQueue'
import { refuse } from '../apiError'
import type { Change } from '../backend'
import { changesOf, differences } from './changes'
import type { SimulationPorts, Storage } from './ports'
import { clockOffset } from './world/clock'
import { openWorld } from './world/openWorld'
import type { World } from './world/world'

/** A running world: jobs run one at a time, and each ends with a commit. */
export interface Engine {
  ports: SimulationPorts
  readonly world: World
  /** The real clock, except that it never runs backwards. */
  clock: () => number
  /** Runs a job when all earlier ones have ended. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** Stores the changes, then reports them. */
  commit: () => Promise<void>
  watch: (onChange: (change: Change) => void) => () => void
  isWatched: () => boolean
  /** Reloads the world from a storage that has been claimed again. */
  reopen: (storage: Storage) => Promise<void>
}

/**
 * 6200: another process may have changed the world meanwhile, so the copy in memory is neither read
 * nor changed.
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

  /** A failing observer must not undo the commit. */
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
      // A separate function for each watch, so that one observer can watch twice.
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

/** The world's time for a time of the real clock. */
export const timeIn = ({ world }: Engine, systemTime: number): number =>
  systemTime + clockOffset(world)
