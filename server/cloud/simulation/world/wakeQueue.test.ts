import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WakeQueue } from './wakeQueue'

describe('WakeQueue', () => {
  it('is empty at first', () => {
    expect(new WakeQueue().first()).toBeUndefined()
  })

  it('orders equal times by kind, then by ID', () => {
    const agenda = new WakeQueue()
    agenda.set('service', 'a', 5)
    agenda.set('pod', 'b', 5)
    agenda.set('pod', 'a', 5)
    expect(agenda.first()).toEqual({ kind: 'pod', id: 'a', at: 5 })
  })

  it('always has the earliest entry first, after any sequence of changes', () => {
    const at = fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined })
    const id = fc.integer({ min: 0, max: 30 }).map((number) => String(number).padStart(2, '0'))
    fc.assert(
      fc.property(fc.array(fc.tuple(id, at), { maxLength: 400 }), (moves) => {
        const agenda = new WakeQueue()
        const plain = new Map<string, number>()
        for (const [who, when] of moves) {
          agenda.set('pod', who, when)
          if (when === undefined) plain.delete(who)
          else plain.set(who, when)
          const [first] = [...plain].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
          expect(agenda.first()).toEqual(first && { kind: 'pod', id: first[0], at: first[1] })
        }
      }),
    )
  })
})
