import type { SimulationPorts } from '../ports'
import { seed } from '../seed/seed'
import { removeExpiredNonces } from '../usedNonce'
import { aheadOf } from './clock'
import { checkThings } from './shapes'
import { UnreadableWorld } from './unreadable'
import { formatOf, stampFormat, upgrades, upgradeWorld } from './upgrade'
import { World } from './world'

/** Seeds an empty world and stamps it with the current format. */
export function seedWorld(
  world: World,
  which: SimulationPorts['world'],
  now: number,
  speed: number,
): void {
  seed(world, which, now, speed)
  stampFormat(world, which)
}

/** An older version would drop fields that it does not know. */
function refuseNewer(world: World): void {
  const [number, known] = [formatOf(world), upgrades.length]
  if (number <= known) return
  throw new UnreadableWorld(
    `was written by a newer version of Gantry (format ${number}; this version knows formats up to ${known})`,
  )
}

/**
 * Loads the stored world, upgrades it to the current format and commits the result; seeds a new one
 * if there is none. Throws UnreadableWorld, without changing the store, if the documents cannot be
 * used.
 */
export async function openWorld(ports: SimulationPorts): Promise<World> {
  const { storage, speed } = ports
  const documents = await storage.load()
  const world = new World(documents)
  if (documents.length === 0) {
    seedWorld(world, ports.world, ports.now(), speed)
  } else {
    refuseNewer(world)
    upgradeWorld({ world, speed, now: ports.now() + aheadOf(world) }, ports.world)
    checkThings(world)
    removeExpiredNonces(world, ports.now())
  }
  const change = world.changes()
  if (change.put.length + change.remove.length > 0) await storage.commit(change)
  world.settle()
  return world
}
