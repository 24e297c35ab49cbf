import { describe, expect, it } from 'vitest'
import { matcherOf } from '../../../../contract/rules/triggerMatch'
import { firingsOf, sampleTags, type TriggerRule } from './firing'

const trigger = (triggerName: string, invokeExpr: string, containerName = 'web'): TriggerRule => ({
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
  it('lists the firing triggers and their conflicts over a container', () => {
    const allTriggers = [
      trigger('a', '^v'),
      trigger('b', '1$'),
      trigger('c', 'v1', 'agent'),
      trigger('d', '^w'),
    ]
    const firings = firingsOf(matcherOf, allTriggers, 'v1')
    expect(firings.map((firing) => [firing.trigger.triggerName, firing.collidesWith])).toEqual([
      ['a', ['b']],
      ['b', ['a']],
      ['c', []],
    ])
  })

  it('ignores triggers with an invalid expression', () => {
    expect(firingsOf(matcherOf, [trigger('a', '(')], '(')).toEqual([])
  })
})

describe('sampleTags', () => {
  it('includes the unintended matches of the API document’s sample', () => {
    const { match } = matcherOf({ invokeMethod: 'regex', invokeExpr: '^test*' })
    expect(sampleTags('^test*').filter((tag) => match?.(tag).fires)).toEqual([
      'test',
      'tes',
      'testing',
      'test-old',
    ])
    expect(sampleTags('^\\d+$')).toEqual([])
  })
})
