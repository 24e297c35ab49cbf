import type { CloudPorts } from '../../cloud/simulation/ports'
import { createCloud } from '../../cloud/simulation/simulation'
import { seededRandom } from '../../cloud/simulation/world/hash'
import { clientOf, testKey } from './client'
import { Clock } from './clock'
import { MemoryStorage } from './cloudStorage'

/** The token of a test cloud's administration. */
export const testToken = 'quiteAnAdministrator'

interface Options {
  world?: CloudPorts['world']
  clock?: Clock
  storage?: MemoryStorage
  speed?: number
}

/** A simulation for one test, with its clock, its storage and a client with its key. */
export async function testCloud({
  world = 'empty',
  clock = new Clock(),
  storage = new MemoryStorage(),
  speed = 1,
}: Options = {}) {
  const logged: string[] = []
  const { fetch, admin, push } = await createCloud({
    storage,
    now: clock.now,
    random: seededRandom('test'),
    secretKeyOf: (id) => (id === testKey.secretId ? testKey.secretKey : undefined),
    world,
    adminToken: testToken,
    speed,
    log: (message) => logged.push(message),
  })
  return { fetch, admin, push, clock, storage, logged, call: clientOf(fetch, clock.now) }
}
