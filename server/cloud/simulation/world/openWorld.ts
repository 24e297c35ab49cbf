import type { Document, SimulationPorts } from '../ports'
import { seed } from '../seed/seed'
import { removeExpiredNonces } from '../usedNonce'
import { checkResources } from './checkResources'
import { clockOffset } from './clock'
import { UnreadableWorld } from './unreadableWorld'
import { formatNumber, stampFormat, upgrades, upgradeWorld } from './upgrade'
import { renameDocuments } from './upgrades/0004'
import { World } from './world'

/** Seeds an empty world and records that it has the current format. */
export function seedWorld(
  world: World,
  worldName: SimulationPorts['world'],
  now: number,
  speed: number,
): void {
  seed(world, worldName, now, speed)
  stampFormat(world, worldName)
}

/**
 * Throws if a newer version wrote the world: this version would drop fields that it does not know.
 * Runs before the documents are parsed, because a newer version may have kinds that are unknown
 * here.
 */
function rejectNewerFormat(stored: readonly Document[]): void {
  const world = new World(stored.filter(({ kind }) => kind === 'format'))
  const [storedFormat, knownFormat] = [formatNumber(world), upgrades.length]
  if (storedFormat <= knownFormat) return
  throw new UnreadableWorld(
    `was written by a newer version of Gantry (format ${storedFormat}; this version knows formats up to ${knownFormat})`,
  )
}

/**
 * Loads the stored world, upgrades it to the current format and commits the result; seeds a new
 * world if none is stored. Throws UnreadableWorld, without changing the store, if the documents
 * cannot be used.
 */
export async function openWorld(ports: SimulationPorts): Promise<World> {
  const { storage, speed } = ports
  const stored = await storage.load()
  rejectNewerFormat(stored)
  const { documents, obsolete } = renameDocuments(stored)
  const world = new World(documents)
  if (documents.length === 0) {
    seedWorld(world, ports.world, ports.now(), speed)
  } else {
    upgradeWorld({ world, speed, now: ports.now() + clockOffset(world) }, ports.world)
    checkResources(world)
    removeExpiredNonces(world, ports.now())
  }
  const { put, remove } = world.changes()
  const removed = [...remove, ...obsolete]
  if (put.length + removed.length > 0) await storage.commit({ put, remove: removed })
  world.settle()
  return world
}
