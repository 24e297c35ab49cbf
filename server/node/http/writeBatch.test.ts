import { expect, it } from 'vitest'
import { createWriteBatch } from './writeBatch'

it('resolves all calls of one turn of the event loop together, before those of the next turn', async () => {
  const endOfTurn = createWriteBatch()
  const seen: string[] = []
  const onTurnEnd = async (name: string) => {
    await endOfTurn()
    seen.push(name)
  }
  const first = onTurnEnd('first')
  queueMicrotask(() => onTurnEnd('in a microtask'))
  setImmediate(() => seen.push('another of this turn'))
  await first
  await onTurnEnd('next')
  expect(seen).toEqual(['first', 'in a microtask', 'another of this turn', 'next'])
})
