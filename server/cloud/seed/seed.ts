import type { CloudPorts } from '../ports'
import type { World } from '../world'
import { otherClusters } from './demoOthers'
import { shopClusters } from './demoShop'
import { largeClusters } from './large'
import { live } from './live'
import { buildSpares } from './spares'

/** Fills an empty world as it is to be at `now`; the same names always get the same ids. */
export function seed(world: World, which: CloudPorts['world'], now: number, speed: number): void {
  buildSpares(world, now)
  if (which === 'empty') return
  const specs = which === 'large' ? largeClusters() : [...shopClusters, ...otherClusters]
  live(specs, now, { world, speed })
}
