import { expect, it } from 'vitest'
import { createWriteBatch } from './writeBatch'

it('resolves all calls of one turn of the event loop together, before those of the next turn', async () => {
  const endOfTurn = createWriteBatch()
  const order: string[] = []
  const onTurnEnd = async (name: string) => {
    await endOfTurn()
    order.push(name)
  }
  const first = onTurnEnd('first')
  queueMicrotask(() => onTurnEnd('in a microtask'))
  setImmediate(() => order.push('another of this turn'))
  await first
  await onTurnEnd('next')
  expect(order).toEqual(['first', 'in a microtask', 'another of this turn', 'next'])
})
