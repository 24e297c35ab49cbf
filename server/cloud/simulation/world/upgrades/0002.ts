import { seedRegistryLater } from '../../seed/seed'
import type { Upgrade } from '../upgrade'

/** A world that was made before there was a registry gets one; one that has repositories keeps them. */
export const worldsHaveARegistry: Upgrade = ({ world, seeded, now }) => {
  if (world.all('registryNamespace').length > 0) return
  seedRegistryLater(world, seeded, now)
}
