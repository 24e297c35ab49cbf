import { regions } from '../../../../src/contract/rules/regions'
import { buyMachine } from '../lifecycle/cluster/machine'
import { hashOf, seededRandom } from '../world/hash'
import type { Machine } from '../world/resources'
import type { World } from '../world/world'
import { networkOf } from './network'

const day = 86_400_000

/** Machines that belong to no cluster; some of them cannot be added to a cluster. */
const spares: readonly { name: string; osImage?: string; facts?: Partial<Machine> }[] = [
  { name: 'spare-01' },
  { name: 'spare-02' },
  { name: 'jumphost', facts: { state: 4 } },
  { name: 'old-erp', osImage: 'Windows Server 2012 R2' },
  { name: 'billing-db-replica', facts: { projectId: 1004312 } },
  { name: 'render-node', facts: { state: 7 } },
]

/** Adds the spare machines of each region to the world, all in the region's `prod` VPC. */
export function buildSpareMachines(world: World, now: number): void {
  for (const { long: region } of regions) {
    const subnet = networkOf(region).subnets.find((candidate) => candidate.vpc.name === 'prod')
    if (!subnet) continue
    for (const { name, osImage = 'CentOS 7.2 64bit', facts } of spares) {
      const machine = buyMachine(
        world,
        {
          cpu: 4,
          mem: 8,
          instanceType: 'CVM.S1',
          cvmType: 'PayByHour',
          bandwidthType: 'PayByTraffic',
          bandwidth: 1,
          rootSize: 50,
          storageSize: 0,
        },
        {
          region,
          name,
          subnet,
          osImage,
          at: now - (30 + (hashOf(`${region} ${name}`) % 300)) * day,
          random: seededRandom(`spare ${region} ${name}`),
        },
      )
      world.put('machine', { ...machine, ...facts })
    }
  }
}
