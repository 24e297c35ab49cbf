import type { CloudPorts } from '../ports'
import { seed } from '../seed/seed'
import { aheadOf } from './clock'
import { checkThings } from './shapes'
import { UnreadableWorld } from './unreadable'
import { formatOf, stampFormat, upgrades, upgradeWorld } from './upgrade'
import { World } from './world'

/** Fills a world that is empty; it is then as this version has it. */
export function seedWorld(
  world: World,
  which: CloudPorts['world'],
  now: number,
  speed: number,
): void {
  seed(world, which, now, speed)
  stampFormat(world, which)
}

/** A version that knows less would lose what it does not know. */
function refuseNewer(world: World): void {
  const [number, known] = [formatOf(world), upgrades.length]
  if (number <= known) return
  throw new UnreadableWorld(
    `was written by a newer version of Gantry (format ${number}; this version knows formats up to ${known})`,
  )
}

/**
 * The world as it was kept, brought to this version's format; where there is none, a new one. Kept
 * before it is returned. Throws UnreadableWorld where what is kept cannot be used; that stays as it is.
 */
export async function openWorld(ports: CloudPorts): Promise<World> {
  const { storage, speed } = ports
  const documents = await storage.load()
  const world = new World(documents)
  if (documents.length === 0) {
    seedWorld(world, ports.world, ports.now(), speed)
  } else {
    refuseNewer(world)
    upgradeWorld({ world, speed, now: ports.now() + aheadOf(world) }, ports.world)
    checkThings(world)
  }
  const change = world.changes()
  if (change.put.length + change.remove.length > 0) await storage.commit(change)
  world.settle()
  return world
}
