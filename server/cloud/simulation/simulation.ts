import type { Backend } from '../backend'
import { administer } from './admin/admin'
import { createEngine } from './engine'
import { reservedFault } from './faults'
import { handlersOn } from './handlers'
import { callAtOneMoment } from './oneMoment'
import type { SimulationPorts, Storage } from './ports'
import { type PushEnd, pushInto } from './push'
import { usedNonce } from './usedNonce'

/** The simulated cloud: a backend over a world of its own, and what the API has no action for. */
export interface Simulation extends Backend {
  run: NonNullable<Backend['run']>
  refuse: NonNullable<Backend['refuse']>
  /** Reports each change once it is kept, also those that time has brought. */
  watch: NonNullable<Backend['watch']>
  /** Lets time pass up to now where there are observers, so that they need no call to learn of it. */
  advance: () => Promise<void>
  /** Administration by HTTP: admin.ts. */
  admin: (request: Request) => Promise<Response>
  /** Pushes a tag, for the host that shows the world's own console. */
  push: (tag: { reponame: string; tag: string }) => Promise<PushEnd>
  /** Reads the world anew from a storage that this process has claimed again. */
  reopen: (storage: Storage) => Promise<void>
}

/**
 * Loads the world that the storage has, and seeds an empty one. Rejects when the storage fails at that,
 * and with UnreadableWorld when its world cannot be used.
 *
 * Calls run one at a time: each advances the world to the present and runs at that one moment; what it
 * changes is kept before it is answered, or not at all.
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
