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
 * The simulated cloud: a backend with its own world, and functions that the API has no actions for.
 */
export interface Simulation extends Backend {
  run: NonNullable<Backend['run']>
  refuse: NonNullable<Backend['refuse']>
  /** Reports each change once it is stored, including changes caused by the passing of time. */
  watch: NonNullable<Backend['watch']>
  /**
   * Advances time to the present if there are observers, so that they receive changes without an
   * API call.
   */
  advance: () => Promise<void>
  /** Handles an HTTP request to the admin API (admin.ts). */
  admin: (request: Request) => Promise<Response>
  /** Pushes a tag; a host uses it if all of its users share this world. */
  push: (tag: { reponame: string; tag: string }) => Promise<PushEnd>
  /** Reloads the world from a storage that this process has claimed again. */
  reopen: (storage: Storage) => Promise<void>
}

/**
 * Loads the stored world, or seeds one if the store is empty. Rejects if the storage fails, and
 * with UnreadableWorld if the stored world cannot be used. Calls run one at a time: each call
 * advances the world to the present and runs at that time; its changes are stored before the
 * response is sent, or not at all.
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
