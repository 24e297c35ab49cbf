import type { CloudPorts } from './ports'
import { refuse } from './refusals'
import { clockOffset } from './world/clock'
import type { World } from './world/world'

/** A world in operation: who changes it waits for its turn, and writes down what has changed. */
export interface Engine {
  ports: CloudPorts
  world: World
  /** The real clock, which never goes back here; for signatures and against replay. */
  clock: () => number
  /** Runs a piece of work when all before it have ended. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

/** Lets one piece of work after another run; one that fails does not hold up the next. */
function queue(): Engine['inTurn'] {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
}

/** 6200: nothing may be told or changed of a world that this process may not have any more. */
function requireHeld({ storage }: CloudPorts): void {
  if (storage.isHeld?.() ?? true) return
  const why = 'its database is away, or another process has taken the world'
  throw refuse(6200, `This cloud does not have its world at present: ${why}. Nothing was done.`)
}

export function createEngine(ports: CloudPorts, world: World): Engine {
  const turn = queue()
  let latest = 0
  const clock = () => {
    latest = Math.max(latest, ports.now())
    return latest
  }
  return {
    ports,
    world,
    clock,
    inTurn: (work) =>
      turn(() => {
        requireHeld(ports)
        return work()
      }),
  }
}

/** The world's time at an instant of the real clock. */
export const timeIn = ({ world }: Engine, real: number): number => real + clockOffset(world)

/** Writes down what has changed. */
export async function commit({ world, ports }: Engine): Promise<void> {
  const change = world.changes()
  if (change.put.length + change.remove.length > 0) await ports.storage.commit(change)
  world.settle()
}
