import { describe, expect, it } from 'vitest'
import { testCloud } from '../test/cloud'
import { type Upgrade, type UpgradeGround, upgrades, upgradeWorld } from './upgrade'
import { World } from './world'

/** Upgrades that note who was called with what, in the place of real ones. */
function noted(count: number) {
  const calls: [number, UpgradeGround['seeded'], number][] = []
  const known = Array.from(
    { length: count },
    (_, index): Upgrade =>
      ({ seeded, now }) => {
        calls.push([index + 1, seeded, now])
      },
  )
  return { calls, known }
}

const ground = (world: World) => ({ world, speed: 1, now: 1000 })

describe('an upgrade', () => {
  it('is run once, in its turn, and told what the world was seeded with', () => {
    const world = new World()
    const { calls, known } = noted(3)
    upgradeWorld(ground(world), 'demo', known.slice(0, 2))
    expect(calls).toEqual([
      [1, 'demo', 1000],
      [2, 'demo', 1000],
    ])
    upgradeWorld(ground(world), 'empty', known)
    expect(calls.slice(2)).toEqual([[3, 'demo', 1000]])
    upgradeWorld(ground(world), 'empty', known)
    expect(calls).toHaveLength(3)
  })

  it('that fails leaves the world as it was, to be tried again', () => {
    const world = new World()
    const failing: Upgrade = ({ world: itself }) => {
      itself.put('nonce', { id: 'x', until: 1 })
      throw new Error('no')
    }
    expect(() => upgradeWorld(ground(world), 'demo', [failing])).toThrow('no')
    expect(world.get('format', 'world')).toBeUndefined()
  })

  it('is not run on a world that is made new', async () => {
    const { storage } = await testCloud({ world: 'demo' })
    const format = storage.documents().find(({ kind }) => kind === 'format')
    expect(format && JSON.parse(format.json)).toEqual({
      id: 'world',
      number: upgrades.length,
      seeded: 'demo',
    })
  })
})

describe('the upgrades', () => {
  it('1: what was seen before them is kept by the real clock', () => {
    const world = new World([
      { kind: 'nonce', id: 'AKID 1 2', json: '{"id":"AKID 1 2","until":5000,"wakeAt":5000}' },
    ])
    upgradeWorld(ground(world), 'demo')
    expect(world.get('nonce', 'AKID 1 2')).toEqual({ id: 'AKID 1 2', until: 5000 })
    expect(world.next(9_999_999)).toBeUndefined()
  })
})
