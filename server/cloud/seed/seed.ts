import type { CloudPorts } from '../ports'
import type { World } from '../world'
import { clustersElsewhere } from './demoElsewhere'
import { shopProd } from './demoShop'
import { shopStaging } from './demoShopStaging'
import { sideClusters } from './demoSides'
import { largeClusters } from './large'
import { live } from './live'
import { buildSpares } from './spares'

const demo = [shopProd, shopStaging, ...sideClusters, ...clustersElsewhere]

/** Fills an empty world as it is to be at `now`; the same names always get the same ids. */
export function seed(world: World, which: CloudPorts['world'], now: number, speed: number): void {
  buildSpares(world, now)
  if (which === 'empty') return
  live(which === 'large' ? largeClusters() : demo, now, { world, speed })
}
