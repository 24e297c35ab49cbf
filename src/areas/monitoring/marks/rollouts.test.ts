import { describe, expect, it } from 'vitest'
import type { Mark } from '../../../ui/chart/model/mark'
import { groupScaling, joinTriggers, scalingStepOf } from './rollouts'

const step = (at: number, direction: 'up' | 'down', replicaSet: string, size: number) => ({
  ...{ at, direction, replicaSet, size },
})

describe('the message of a scaling event', () => {
  it.each([
    ['Scaled up replica set web-7d to 3', { direction: 'up', replicaSet: 'web-7d', size: 3 }],
    ['Scaled down replica set web-7d to 0', { direction: 'down', replicaSet: 'web-7d', size: 0 }],
    ['Scaled up replica set web-7d to 3 from 2', { direction: 'up', size: 3 }],
  ])('%s is understood', (text, expected) => {
    expect(scalingStepOf(7, text)).toMatchObject({ at: 7, ...expected })
  })

  it('of another form is not', () => {
    expect(scalingStepOf(7, 'Scaled something')).toBeUndefined()
  })
})

describe('scaling steps', () => {
  const rollout = [
    ...[step(10, 'down', 'old', 3), step(10, 'up', 'new', 1)],
    ...[step(20, 'down', 'old', 2), step(20, 'up', 'new', 2)],
    ...[step(30, 'down', 'old', 0), step(31, 'up', 'new', 3)],
  ]
  const expected = { replicaSet: 'new', replaced: 'old', from: 10, to: 31, size: 3 }

  it('of a rollout are one group, in whatever order they come', () => {
    const whole = { ...expected, isComplete: true }
    expect(groupScaling(rollout)).toEqual([whole])
    expect(groupScaling(rollout.toReversed())).toEqual([whole])
  })

  it('of a rollout within one second are one complete group', () => {
    const quick = rollout.map((slowStep) => ({ ...slowStep, at: 10 }))
    const whole = { ...expected, to: 10, isComplete: true }
    expect(groupScaling(quick)).toEqual([whole])
    expect(groupScaling(quick.toReversed())).toEqual([whole])
  })

  it('of a rollout that has not stopped the last old instance are incomplete', () => {
    expect(groupScaling(rollout.slice(0, 4))).toMatchObject([
      { replaced: 'old', isComplete: false },
    ])
  })

  it('of a second rollout are another group', () => {
    const back = [step(50, 'up', 'old', 1), step(60, 'down', 'new', 0)]
    expect(groupScaling([...rollout, ...back])).toMatchObject([
      { replicaSet: 'new', to: 31 },
      { replicaSet: 'old', replaced: 'new', from: 50, to: 60, isComplete: true },
    ])
  })

  it('of one replica set alone, or after a rollout, are groups without a replaced one', () => {
    expect(groupScaling([step(10, 'down', 'web', 2)])).toMatchObject([
      { replicaSet: 'web', replaced: undefined, size: 2 },
    ])
    const later = 10 * 60_000
    expect(groupScaling([...rollout, step(later, 'up', 'new', 4)])).toMatchObject([
      expected,
      { replicaSet: 'new', replaced: undefined, from: later, size: 4 },
    ])
  })
})

describe('the trigger of a rollout', () => {
  const minute = 60_000
  const span: Mark = { at: 10 * minute, until: 12 * minute, kind: 'rollout', text: 'b replaced a' }
  const change = (at: number): Mark => ({ at, kind: 'revision', text: 'web: Modify by ada' })

  it('shortly before it is joined with it', () => {
    expect(joinTriggers([change(9.5 * minute), span])).toEqual([
      { ...span, at: 9.5 * minute, text: 'web: Modify by ada · b replaced a' },
    ])
  })

  it('is joined with one rollout only', () => {
    const second = { ...span, at: 10.1 * minute }
    expect(joinTriggers([change(9.9 * minute), span, second])).toHaveLength(2)
  })

  it.each([
    ['long before it', change(8 * minute)],
    ['after it began', change(11 * minute)],
    ['of another kind', { ...change(9.9 * minute), kind: 'warning' as const }],
  ])('is not a change %s', (_, mark) => {
    expect(joinTriggers([mark, span])).toEqual([mark, span])
  })
})
