import type { AdminContext } from './admin/action'
import { advance } from './advance'
import { type Engine, timeIn } from './engine'

/**
 * Advances the world to the present, then runs a job on it; stores either all of its changes or
 * none.
 */
export async function atOneMoment<T>(
  engine: Engine,
  run: (context: AdminContext) => T,
): Promise<T> {
  const { ports, world } = engine
  const { random, speed } = ports
  try {
    const now = timeIn(engine, engine.clock())
    advance({ world, speed }, now)
    const result = run({ world, now, random, speed })
    await engine.commit()
    return result
  } catch (error) {
    world.revert()
    throw error
  }
}

/**
 * Runs an API call at the world's time. Changes caused by the passing of time are stored even if
 * the call is refused; changes made by the call are stored before the response is sent, or not at
 * all.
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
