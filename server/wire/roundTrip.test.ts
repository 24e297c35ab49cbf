import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Action } from '../../src/contract/action'
import { actions } from '../../src/contract/index'
import { check } from '../../src/contract/rules/faults'
import { paramsOf } from '../test/cloud/arbitrary'
import { decode } from './decode'
import { withEmptied } from './emptied'
import { flatten } from './flatten'
import { sign, verify } from './sign'

/**
 * Drops values that the wire format cannot represent: absent values, empty lists, and lists of only
 * these.
 */
function transmittable(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.map(transmittable) : undefined
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .map(([name, child]) => [name, transmittable(child)])
    .filter(([, child]) => child !== undefined)
  return Object.fromEntries(entries)
}

/** Encodes as a query string or form body, then decodes. */
const overTheWire = (flat: Record<string, string>) =>
  Object.fromEntries(new URLSearchParams(new URLSearchParams(flat).toString()))

const allActions: readonly Action[] = Object.values(actions)
const secretKey = 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA'

describe.each(allActions.map((action) => ({ name: action.name, action })))(
  '$name',
  ({ action }) => {
    it('decodes flattened parameters, with defaults', () => {
      fc.assert(
        fc.property(paramsOf(action), (params) => {
          const decoded = decode(action.request, overTheWire(flatten(withEmptied(action, params))))
          expect(decoded.faults).toBeUndefined()
          expect(transmittable(decoded.value)).toEqual(
            transmittable(check(action.request, params).value),
          )
        }),
        { numRuns: 25 },
      )
    })

    it('verifies signed requests, by GET and POST, with SHA1 and SHA256', async () => {
      const method = fc.record({
        params: paramsOf(action),
        method: fc.constantFrom('GET' as const, 'POST' as const),
        SignatureMethod: fc.constantFrom('HmacSHA1', 'HmacSHA256'),
      })
      await fc.assert(
        fc.asyncProperty(method, async ({ params, method, SignatureMethod }) => {
          const request = { method, host: `${action.host}.api.qcloud.com`, secretKey }
          const sentParams = {
            ...flatten(params),
            Action: action.name,
            SignatureMethod,
            Nonce: '11886',
          }
          const Signature = await sign({ ...request, params: sentParams })
          const received = overTheWire({ ...sentParams, Signature })
          expect(await verify({ ...request, params: received })).toBe(true)
          expect(await verify({ ...request, params: { ...received, Nonce: '11887' } })).toBe(false)
        }),
        { numRuns: 10 },
      )
    })
  },
)
