import { describe, expect, it } from 'vitest'
import { matcherOf } from '../../../../contract/rules/triggerMatch'
import { type Armed, firingsOf, surprises } from './firing'

const trigger = (triggerName: string, invokeExpr: string, containerName = 'web'): Armed => ({
  triggerName,
  invokeCondition: { invokeMethod: 'regex', invokeExpr },
  invokePara: {
    serviceName: 'web',
    clusterId: 'cls-1',
    namespace: 'default',
    containerName,
    clusterRegion: 1,
  },
})

describe('firingsOf', () => {
  it('finds what fires, and what collides on one container', () => {
    const all = [
      trigger('a', '^v'),
      trigger('b', '1$'),
      trigger('c', 'v1', 'agent'),
      trigger('d', '^w'),
    ]
    const found = firingsOf(matcherOf, all, 'v1')
    expect(found.map((one) => [one.trigger.triggerName, one.collidesWith])).toEqual([
      ['a', ['b']],
      ['b', ['a']],
      ['c', []],
    ])
  })

  it('lets an expression that cannot be read fire nothing', () => {
    expect(firingsOf(matcherOf, [trigger('a', '(')], '(')).toEqual([])
  })
})

describe('surprises', () => {
  it("has what the document's own sample finds beside test", () => {
    const { match } = matcherOf({ invokeMethod: 'regex', invokeExpr: '^test*' })
    expect(surprises('^test*').filter((tag) => match?.(tag).fires)).toEqual([
      'test',
      'tes',
      'testing',
      'test-old',
    ])
    expect(surprises('^\\d+$')).toEqual([])
  })
})
