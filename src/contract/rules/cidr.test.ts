import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf, blocksOverlap, cidrOf, isInside, isPrivate, parseCidr, sizeOf } from './cidr'

const blocks = fc
  .tuple(fc.nat(2 ** 32 - 1), fc.integer({ min: 0, max: 32 }))
  .map(([number, bits]) => parseCidr(`${addressOf(number)}/${bits}`))

describe('CIDR blocks', () => {
  it('are formatted as parsed', () => {
    fc.assert(
      fc.property(blocks, (block) => {
        expect(parseCidr(cidrOf(block))).toEqual(block)
      }),
    )
  })

  it('overlap exactly if one contains the other', () => {
    fc.assert(
      fc.property(blocks, blocks, (a, b) => {
        expect(blocksOverlap(a, b)).toBe(isInside(a, b) || isInside(b, a))
      }),
    )
  })

  it.each([
    ['172.16.5.7/16', '172.16.0.0/16', true],
    ['172.32.0.0/16', '172.32.0.0/16', false],
    ['192.168.1.0/24', '192.168.1.0/24', true],
    ['0.0.0.0/0', '0.0.0.0/0', false],
  ])('%s is %s; private: %s', (cidr, written, isOurs) => {
    expect(cidrOf(parseCidr(cidr))).toBe(written)
    expect(isPrivate(parseCidr(cidr))).toBe(isOurs)
  })

  it('count their addresses', () => {
    expect(sizeOf(parseCidr('10.0.0.0/8'))).toBe(2 ** 24)
  })
})
