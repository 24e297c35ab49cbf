import type { Backend } from '../backend'
import { administer } from './admin/admin'
import { createEngine } from './engine'
import { reservedFault } from './faults'
import { handlersOn } from './handlers'
import { callAtOneMoment } from './oneMoment'
import type { SimulationPorts, Storage } from './ports'
import { type PushEnd, pushInto } from './push'
import { usedNonce } from './usedNonce'

/**
 * The simulated cloud: a backend over its own world, and functions for which the API has no action.
 */
export interface Simulation extends Backend {
  run: NonNullable<Backend['run']>
  refuse: NonNullable<Backend['refuse']>
  /** Reports each change once it is stored, including changes caused by the passing of time. */
  watch: NonNullable<Backend['watch']>
  /**
   * Advances time to the present if there are observers, so that they learn of changes without a
   * call.
   */
  advance: () => Promise<void>
  /** Administration by HTTP: admin.ts. */
  admin: (request: Request) => Promise<Response>
  /** Pushes a tag, for a host that shows only this world. */
  push: (tag: { reponame: string; tag: string }) => Promise<PushEnd>
  /** Reloads the world from a storage that this process has claimed again. */
  reopen: (storage: Storage) => Promise<void>
}

/**
 * Loads the stored world, or seeds an empty store. Rejects if the storage fails, and with
 * UnreadableWorld if the world cannot be used. Calls run one at a time: each advances the world to
 * the present and runs at that time; its changes are stored before the response, or not at all.
 */
export async function createSimulation(ports: SimulationPorts): Promise<Simulation> {
  const engine = await createEngine(ports)
  const { random, speed } = ports
  return {
    handlers: handlersOn(() => ({ world: engine.world, random, speed })),
    run: (_action, call) => engine.inTurn(() => callAtOneMoment(engine, call)),
    refuse: (flat) => usedNonce(engine.world, flat) ?? reservedFault(flat),
    watch: engine.watch,
    advance: async () => {
      if (engine.isWatched()) await engine.inTurn(() => callAtOneMoment(engine, async () => {}))
    },
    admin: (request) => administer(engine, request),
    push: (tag) => pushInto(engine, tag),
    reopen: engine.reopen,
  }
}
