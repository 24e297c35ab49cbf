import { expect, it } from 'vitest'
import { addressesOf, conflictOf, freeCidr, type Neighbour, shapeFault } from './cidrCheck'

const vpc: Neighbour = { kind: 'vpc', name: 'prod', cidr: '10.10.0.0/16' }
const shop: Neighbour = { kind: 'cluster', name: 'shop', cidr: '172.16.0.0/14' }

it('finds the neighbour that a CIDR overlaps', () => {
  expect(conflictOf('10.10.8.0/24', [vpc, shop])).toBe(vpc)
  expect(conflictOf('172.17.0.0/16', [vpc, shop])).toBe(shop)
  expect(conflictOf('172.20.0.0/16', [vpc, shop])).toBeUndefined()
  expect(conflictOf('10.0.0.0/8', [vpc])).toBe(vpc)
  expect(conflictOf('nonsense', [vpc])).toBeUndefined()
})

it('rejects a CIDR that is too large, too small or public', () => {
  expect(shapeFault('10.0.0.0/9')).toBe('cidrMask')
  expect(shapeFault('172.16.0.0/25')).toBe('cidrMask')
  expect(shapeFault('8.8.0.0/16')).toBe('cidrPrivate')
  expect(shapeFault('172.16.0.0/16')).toBeUndefined()
  expect(addressesOf('172.16.0.0/16')).toBe(65_536)
  expect(addressesOf('172.16')).toBe(0)
})

it('suggests the first free CIDR', () => {
  expect(freeCidr([vpc])).toBe('172.16.0.0/16')
  expect(freeCidr([vpc, shop])).toBe('172.20.0.0/16')
  expect(freeCidr([{ ...shop, cidr: '172.16.0.0/12' }])).toBeUndefined()
})
