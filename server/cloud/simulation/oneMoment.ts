import type { AdminContext } from './admin/action'
import { advance } from './advance'
import { type Engine, timeIn } from './engine'

/** Runs a piece of work on the world, advanced to the present; all of it is kept, or nothing. */
export async function atOneMoment<T>(
  engine: Engine,
  work: (context: AdminContext) => T,
): Promise<T> {
  const { ports, world } = engine
  const { random, speed } = ports
  try {
    const now = timeIn(engine, engine.clock())
    advance({ world, speed }, now)
    const result = work({ world, now, random, speed })
    await engine.commit()
    return result
  } catch (error) {
    world.revert()
    throw error
  }
}

/**
 * Runs a call of the API at the world's time. What time has brought is kept even if the call is refused;
 * what the call changes is kept before it is answered, or not at all.
 */
export async function callAtOneMoment<T>(
  engine: Engine,
  call: (now: number) => Promise<T>,
): Promise<T> {
  const { ports, world } = engine
  try {
    const now = timeIn(engine, engine.clock())
    advance({ world, speed: ports.speed }, now)
    await engine.commit()
    const result = await call(now)
    await engine.commit()
    return result
  } catch (error) {
    world.revert()
    throw error
  }
}
