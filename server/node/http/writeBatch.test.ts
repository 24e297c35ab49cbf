import { expect, it } from 'vitest'
import { createWriteBatch } from './writeBatch'

it('resolves all calls of one turn of the event loop together, before those of the next turn', async () => {
  const turnEnds = createWriteBatch()
  const seen: string[] = []
  const go = async (name: string) => {
    await turnEnds()
    seen.push(name)
  }
  const first = go('first')
  queueMicrotask(() => go('in a microtask'))
  setImmediate(() => seen.push('another of this turn'))
  await first
  await go('next')
  expect(seen).toEqual(['first', 'in a microtask', 'another of this turn', 'next'])
})
