import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newestPushFirst, retentionOf } from './retention'

const day = 86_400_000
const now = Date.UTC(2018, 2, 8, 4)

const tag = (tagName: string, daysAgo: number) => ({ tagName, pushedAt: now - daysAgo * day })
const tags = [tag('a', 9), tag('b', 2), tag('c', 0.5), tag('d', 2), tag('e', 30)]

const keptTags = (strategy: Parameters<typeof retentionOf>[1]) =>
  retentionOf(tags, strategy, now).flatMap((verdict) => (verdict.keeps ? verdict.tag.tagName : []))

describe('retentionOf', () => {
  it.each([
    ['keep_last_nums', 2, ['c', 'b']],
    ['keep_last_nums', 9, ['c', 'b', 'd', 'a', 'e']],
    ['keep_last_days', 1, ['c']],
    ['keep_last_days', 2, ['c']],
    ['keep_last_days', 3, ['c', 'b', 'd']],
    ['keep_last_days', 31, ['c', 'b', 'd', 'a', 'e']],
  ] as const)('%s %d keeps %j', (type, value, names) => {
    expect(keptTags({ type, value })).toEqual(names)
  })

  it('gives the reason of each decision', () => {
    const last = retentionOf(tags, { type: 'keep_last_nums', value: 1 }, now).at(-1)
    expect(last).toMatchObject({ keeps: false, rank: 5, age: 30, tag: { tagName: 'e' } })
  })

  it("counts in whole seconds, like the API's times", () => {
    const many = fc.array(
      fc.record({
        tagName: fc.string({ minLength: 1, maxLength: 3 }),
        pushedAt: fc.integer({ min: now - 5 * day, max: now }),
      }),
    )
    const strategy = fc.record({
      type: fc.constantFrom('keep_last_nums', 'keep_last_days'),
      value: fc.integer({ min: 1, max: 5 }),
    })
    const names = (retention: ReturnType<typeof retentionOf>) =>
      retention.map((verdict) => [verdict.tag.tagName, verdict.keeps])
    fc.assert(
      fc.property(many, strategy, (exact, rule) => {
        const unique = [...new Map(exact.map((item) => [item.tagName, item])).values()]
        const pushedTags = unique.map((item) => ({
          ...item,
          pushedAt: Math.floor(item.pushedAt / 1000) * 1000,
        }))
        const found = names(retentionOf(pushedTags, rule, now))
        expect(names(retentionOf(unique, rule, now))).toEqual(found)
        expect(found.map(([name]) => name)).toEqual(
          pushedTags.toSorted(newestPushFirst).map((pushedTag) => pushedTag.tagName),
        )
      }),
    )
  })
})
