import { createEndpoint } from '../../cloud/endpoint/endpoint'
import type { SimulationPorts } from '../../cloud/simulation/ports'
import { createSimulation } from '../../cloud/simulation/simulation'
import { seededRandom } from '../../cloud/simulation/world/hash'
import { clientOf, testKey } from './client'
import { Clock } from './clock'
import { MemoryStorage } from './cloudStorage'
import { MemoryReplayStore } from './replayStore'

/** The token of a test simulation's admin API. */
export const testToken = 'quiteAnAdministrator'

interface Options {
  world?: SimulationPorts['world']
  clock?: Clock
  storage?: MemoryStorage
  replay?: MemoryReplayStore
  speed?: number
}

/**
 * An endpoint with a simulation for one test, with its clock, its stores and a client with its key.
 */
export async function testCloud({
  world = 'empty',
  clock = new Clock(),
  storage = new MemoryStorage(),
  replay = new MemoryReplayStore(),
  speed = 1,
}: Options = {}) {
  const logged: string[] = []
  const log = (message: string) => logged.push(message)
  const simulation = await createSimulation({
    storage,
    now: clock.now,
    random: seededRandom('test'),
    world,
    adminToken: testToken,
    speed,
    log,
  })
  const { fetch, fetchLocal } = createEndpoint({
    accounts: [{ ...testKey, backend: simulation }],
    now: clock.now,
    log,
    replay,
  })
  const { admin, push } = simulation
  const call = clientOf(fetch, clock.now)
  return { simulation, fetch, fetchLocal, admin, push, clock, storage, replay, logged, call }
}
