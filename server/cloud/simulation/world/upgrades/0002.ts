import { seedMissingRegistry } from '../../seed/seed'
import type { Upgrade } from './upgrade'

/** Adds the seeded registry to a world without a registry. */
export const addRegistry: Upgrade = ({ world, seeded, now }) => {
  if (world.all('registryNamespace').length > 0) return
  seedMissingRegistry(world, seeded, now)
}
