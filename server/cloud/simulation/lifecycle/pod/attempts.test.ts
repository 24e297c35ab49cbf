import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Attempts, attemptsAfter } from './attempts'

/** Reference implementation: simulates every millisecond. */
function simulated(elapsed: number, run: number, backOff: number): Attempts {
  const found = {
    failures: 0,
    attempt: 0,
    backOffEvents: 0,
    startedAfter: 0,
    lastFailure: 0,
    lastBackOffEvent: 0,
  }
  for (let now = 0; ; ) {
    found.startedAfter = now
    if (elapsed < now + run) return found
    now += run
    found.failures += 1
    found.lastFailure = now
    const waits = Math.min(2 ** found.attempt, 30)
    for (let wait = 0; wait < waits; wait += 1) {
      if (elapsed < now + wait * backOff) return found
      found.backOffEvents += 1
      found.lastBackOffEvent = now + wait * backOff
    }
    now += waits * backOff
    if (elapsed < now) return found
    found.attempt += 1
  }
}

describe('attemptsAfter', () => {
  const seconds = (elapsed: number) => attemptsAfter(elapsed * 1000, 1000, 10_000)

  it.each([
    [0, 0, 0],
    [1, 1, 0],
    [10.999, 1, 0],
    [11, 1, 1],
    [12, 2, 1],
    [32, 2, 2],
    [73, 3, 3],
    [315, 5, 5],
    [616, 6, 6],
    [917, 7, 7],
  ])(
    'backs off 10, 20, 40, 80, 160, 300, 300 s: after %d s there are %d failures, and the attempt is number %d',
    (at, failures, attempt) => {
      expect(seconds(at)).toMatchObject({ failures, attempt })
    },
  )

  it('agrees with a step-by-step simulation', () => {
    const span = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), span, span, (elapsed, run, backOff) => {
        const { failures, backOffEvents, ...rest } = attemptsAfter(elapsed, run, backOff)
        const { lastFailure, lastBackOffEvent, ...expected } = simulated(elapsed, run, backOff)
        expect({
          failures,
          backOffEvents,
          attempt: rest.attempt,
          startedAfter: rest.startedAfter,
        }).toEqual(expected)
        if (failures > 0) expect(rest.lastFailure).toBe(lastFailure)
        if (backOffEvents > 0) expect(rest.lastBackOffEvent).toBe(lastBackOffEvent)
      }),
    )
  })

  it('computes a year of crashes directly', () => {
    expect(attemptsAfter(365 * 86_400_000, 1000, 10_000).attempt).toBe(
      5 + Math.floor((365 * 86_400 - 315) / 301),
    )
  })
})
