import { act, renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { applyChanges, merge } from './merge'
import { useConcurrency } from './useConcurrency'

interface Values {
  name: string
  text: string
  labels: { key: string; value: string }[]
}

const initial: Values = { name: 'a', text: 'b', labels: [{ key: 'disk', value: 'ssd' }] }

/** A form over a stored object that the test changes. */
function renderConcurrency() {
  const world: { stored: Values | undefined; values: Values } = { stored: initial, values: initial }
  const { result, rerender } = renderHook(
    ({ values }: { values: Values }) => {
      const set = (next: Values) => {
        world.values = next
      }
      return useConcurrency({ initial, values, set, stored: async () => world.stored })
    },
    { initialProps: { values: initial } },
  )
  return Object.assign(world, {
    result,
    /** Types into the form. */
    type: (values: Values) => {
      world.values = values
      rerender({ values })
    },
    check: () => act(() => result.current.check(world.values)),
  })
}

describe('merge', () => {
  it('merges list entries by key', () => {
    const mine = { ...initial, labels: [...initial.labels, { key: 'zone', value: '1' }] }
    const theirs = { ...initial, labels: [{ key: 'disk', value: 'hdd' }] }
    const { value, fields } = merge<Values>(initial, mine, theirs)
    expect(value.labels).toEqual([
      { key: 'disk', value: 'hdd' },
      { key: 'zone', value: '1' },
    ])
    expect(fields.map(({ path }) => path.join('.'))).toEqual(['labels.disk.value'])
  })

  it('applies a change and keeps other edits of the values', () => {
    const savedValues = { ...initial, text: 'chosen' }
    expect(applyChanges<Values>(initial, savedValues, { ...initial, name: 'typed' })).toEqual({
      ...savedValues,
      name: 'typed',
    })
  })
})

describe('saving', () => {
  it('proceeds while no other user has changed the object', async () => {
    const world = renderConcurrency()
    world.type({ ...initial, name: 'mine' })
    expect(await world.check()).toBe(true)
    expect(world.result.current.concurrency.blockedSaves).toBe(0)
  })

  it('is held back once for changes of other fields, which are merged', async () => {
    const world = renderConcurrency()
    world.type({ ...initial, name: 'mine' })
    world.stored = { ...initial, text: 'theirs' }
    expect(await world.check()).toBe(false)
    expect(world.values).toEqual({ ...initial, name: 'mine', text: 'theirs' })
    world.type(world.values)
    expect(await world.check()).toBe(true)
  })

  it('is held back until every conflict has a choice, and keeps later input', async () => {
    const world = renderConcurrency()
    world.type({ ...initial, name: 'mine' })
    world.stored = { ...initial, name: 'theirs' }
    expect(await world.check()).toBe(false)
    expect(await world.check()).toBe(false)
    world.type({ ...world.values, text: 'typed since' })
    const { fields, choose } = world.result.current.concurrency
    expect(fields).toEqual([
      { path: ['name'], before: 'a', mine: 'mine', theirs: 'theirs', isConflict: true },
    ])
    act(() => choose(fields, 'theirs'))
    expect(world.values).toEqual({ ...initial, name: 'theirs', text: 'typed since' })
    world.type(world.values)
    expect(await world.check()).toBe(true)
  })

  it('is held back again when the object changes again', async () => {
    const world = renderConcurrency()
    world.type({ ...initial, name: 'mine' })
    world.stored = { ...initial, text: 'first' }
    expect(await world.check()).toBe(false)
    world.stored = { ...initial, text: 'second' }
    world.type(world.values)
    expect(await world.check()).toBe(false)
    expect(world.values).toEqual({ ...initial, name: 'mine', text: 'second' })
  })

  it('proceeds if the other user made the same change', async () => {
    const world = renderConcurrency()
    world.type({ ...initial, name: 'same' })
    world.stored = { ...initial, name: 'same' }
    expect(await world.check()).toBe(true)
  })

  it('is held back while the object is deleted', async () => {
    const world = renderConcurrency()
    world.type({ ...initial, name: 'mine' })
    world.stored = undefined
    expect(await world.check()).toBe(false)
    expect(world.result.current.concurrency.isDeleted).toBe(true)
    world.stored = initial
    expect(await world.check()).toBe(true)
  })
})
