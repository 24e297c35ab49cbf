import type { AdminContext } from './admin/action'
import { advance } from './advance'
import { commit, type Engine, timeIn } from './engine'

/** Everything that is asked for happens at one moment, or nothing; kept before it is answered. */
export async function atOneMoment<T>(
  engine: Engine,
  what: (context: AdminContext) => T,
): Promise<T> {
  const { ports, world } = engine
  const { random, speed } = ports
  try {
    const now = timeIn(engine, engine.clock())
    advance({ world, speed }, now)
    const result = what({ world, now, random, speed })
    await commit(engine)
    return result
  } catch (error) {
    world.revert()
    throw error
  }
}
