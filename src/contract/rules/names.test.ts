import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { existingName } from '../actions/common'
import { check } from './faults'
import { existingNames } from './names'

it("validates every value like zod's own array", () => {
  const item = fc.oneof(fc.string({ maxLength: 3 }), fc.constant(''), fc.anything({ maxDepth: 1 }))
  const rightText = fc.string({ minLength: 1 })
  const value = fc.oneof(
    fc.array(item),
    fc.array(rightText),
    fc.sparseArray(rightText, { maxNumElements: 3 }),
    fc.anything(),
  )
  const pairs = [
    [existingNames(), z.array(existingName())],
    [
      existingNames().check(z.minLength(2), z.maxLength(3)),
      z.array(existingName()).check(z.minLength(2), z.maxLength(3)),
    ],
    [z.optional(existingNames()), z.optional(z.array(existingName()))],
  ] as const
  fc.assert(
    fc.property(value, fc.constantFrom(...pairs), (some, [ours, plain]) => {
      expect(check(ours, some)).toEqual(check(plain, some))
    }),
    { numRuns: 2000 },
  )
})
