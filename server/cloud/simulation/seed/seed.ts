import type { SimulationPorts } from '../ports'
import type { World } from '../world/world'
import { otherRegionClusters } from './demo/otherRegions'
import { demoRepositories, demoTriggers } from './demo/registry'
import { shopProd } from './demo/shop'
import { shopStaging } from './demo/shopStaging'
import { sideClusters } from './demo/sideClusters'
import { buildTriggers } from './demo/triggers'
import { replayHistory } from './history'
import { buildLargeRegistry, largeClusters, largeTriggers } from './large'
import { buildRepositories, buildRunningTags } from './registry'
import { buildSpareMachines } from './spareMachines'

const demo = [shopProd, shopStaging, ...sideClusters, ...otherRegionClusters]

/**
 * Fills an empty world with clusters, services and repositories whose history ends at `now`. IDs
 * are derived from names and are always the same.
 */
export function seed(
  world: World,
  worldName: SimulationPorts['world'],
  now: number,
  speed: number,
): void {
  buildSpareMachines(world, now)
  if (worldName === 'empty') return
  if (worldName === 'large') {
    const clusters = largeClusters()
    buildLargeRegistry(world, clusters, now)
    replayHistory(clusters, now, { world, speed })
    buildTriggers(world, largeTriggers(), now)
    return
  }
  buildRepositories(world, demoRepositories, demo, now)
  replayHistory(demo, now, { world, speed })
  buildTriggers(world, demoTriggers, now)
}

/**
 * Adds the seeded registry, with the images that the services run, to a world that was seeded by a
 * version without a registry. Does nothing if all seeded clusters have been deleted.
 */
export function seedMissingRegistry(
  world: World,
  worldName: SimulationPorts['world'],
  now: number,
): void {
  const specs = worldName === 'large' ? largeClusters() : demo
  const names = new Set(world.all('cluster').map((item) => item.name))
  if (worldName === 'empty' || !specs.some((spec) => names.has(spec.name))) return
  if (worldName === 'large') buildLargeRegistry(world, specs, now)
  else buildRepositories(world, demoRepositories, specs, now)
  buildRunningTags(world, now)
  const triggers = worldName === 'large' ? largeTriggers() : demoTriggers
  const targetableTriggers = triggers.filter(({ cluster }) => names.has(cluster))
  buildTriggers(world, targetableTriggers, now)
}
