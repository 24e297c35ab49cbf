import { addressOf, parseCidr } from '../../../../src/contract/rules/cidr'
import { hashOf, seededRandom } from '../world/hash'
import { randomId } from '../world/ids'
import { type Zone, zonesOf } from './zones'

/**
 * Seeded network resources of each region, which are the same for every account; the simulated API
 * cannot change them.
 */

export interface Vpc {
  unVpcId: string
  /** Numeric ID, which is part of the old ID form, e.g. 245 in `gz_vpc_245`. */
  number: number
  name: string
  cidr: string
  isDefault: boolean
  createdAt: number
}

export interface Subnet {
  unSubnetId: string
  number: number
  name: string
  cidr: string
  zone: Zone
  vpc: Vpc
  createdAt: number
}

export interface SecurityGroup {
  sgId: string
  name: string
  remark: string
  createdAt: number
}

export interface KeyPair {
  keyId: string
  name: string
  createdAt: number
}

/** A cloud disk that can be attached to any machine in its zone. */
export interface Disk {
  storageId: string
  name: string
  type: 'cloudBasic' | 'cloudPremium' | 'cloudSSD'
  /** Size in GB. */
  size: number
  zone: Zone
  createdAt: number
}

/** IDs of configurations that every account has; no action in the API documentation lists them. */
export const configurations: readonly string[] = ['cfg-1', 'cfg-2']

export interface Network {
  vpcs: Vpc[]
  subnets: Subnet[]
  securityGroups: SecurityGroup[]
  keyPairs: KeyPair[]
  disks: Disk[]
}

const day = 86_400_000
const openedAt = Date.UTC(2017, 2, 2, 2, 14, 9)

const vpcs = [
  { name: 'prod', second: 10, isDefault: false },
  { name: 'staging', second: 20, isDefault: false },
  { name: 'Default-VPC', second: 0, isDefault: true },
]

const groups = [
  { name: 'nodes-default', remark: 'SSH from the office, all traffic inside the VPC' },
  { name: 'web-public', remark: 'HTTP and HTTPS from everywhere' },
  { name: 'internal-only', remark: 'No access from outside the VPC' },
]

const keys = ['ops-2017', 'deploy-bot']

const disks = [
  { name: 'mysql-data', type: 'cloudSSD', size: 200 },
  { name: 'registry-cache', type: 'cloudPremium', size: 100 },
  { name: 'ci-cache', type: 'cloudBasic', size: 50 },
  { name: 'scratch', type: 'cloudBasic', size: 10 },
] as const

const id = (prefix: string, ...parts: string[]) => randomId(prefix, seededRandom(parts.join(' ')))

function derive(region: string): Network {
  const at = (name: string, base = 0) =>
    openedAt + base + (hashOf(`${region} ${name}`) % (20 * day))
  const regionVpcs = vpcs.map(
    ({ name, second, isDefault }): Vpc => ({
      unVpcId: id('vpc', region, name),
      number: 200 + (hashOf(`${region} ${name}`) % 9000),
      name,
      cidr: `10.${second}.0.0/16`,
      isDefault,
      createdAt: isDefault ? openedAt : at(name),
    }),
  )
  const subnets = regionVpcs.flatMap((vpc) =>
    zonesOf(region).map((zone, index): Subnet => {
      const name = `${vpc.name}-${index + 1}`
      return {
        unSubnetId: id('subnet', region, name),
        number: 1000 + (hashOf(`${region} subnet ${name}`) % 90_000),
        name,
        cidr: `${addressOf(parseCidr(vpc.cidr).first + (index + 1) * 4096)}/20`,
        zone,
        vpc,
        createdAt: vpc.createdAt + (index + 1) * 97_000,
      }
    }),
  )
  return {
    vpcs: regionVpcs,
    subnets,
    securityGroups: groups.map((group) => ({
      ...group,
      sgId: id('sg', region, group.name),
      createdAt: at(group.name, 20 * day),
    })),
    keyPairs: keys.map((name) => ({
      keyId: id('skey', region, name),
      name,
      createdAt: at(name, 30 * day),
    })),
    disks: disks.flatMap((disk, index) => {
      const zones = zonesOf(region)
      const zone = zones[index % zones.length]
      const storageId = id('disk', region, disk.name)
      return zone ? [{ ...disk, storageId, zone, createdAt: at(disk.name, 40 * day) }] : []
    }),
  }
}

const networks = new Map<string, Network>()

/** The network of a region, given in the long form; the network never changes. */
export function networkOf(region: string): Network {
  const network = networks.get(region) ?? derive(region)
  networks.set(region, network)
  return network
}
