import { seedRegistryLater } from '../../seed/seed'
import type { Upgrade } from '../upgrade'

/** Adds the seeded registry to a world without one. */
export const worldsHaveARegistry: Upgrade = ({ world, seeded, now }) => {
  if (world.all('registryNamespace').length > 0) return
  seedRegistryLater(world, seeded, now)
}
