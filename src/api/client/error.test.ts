import { describe, expect, it } from 'vitest'
import { errorOf } from './error'

const body = (error: object) => ({ error })

describe('errorOf', () => {
  it('distinguishes refusals of the API, of the proxy and of its upstream', () => {
    expect(errorOf(404, body({ code: 5000, codeDesc: 'ClusterNotFound' }), false).kind).toBe(
      'cloud',
    )
    expect(errorOf(403, body({ code: 403, codeDesc: 'ReadOnly' }), true).kind).toBe('refused')
    expect(errorOf(502, body({ code: 502, codeDesc: 'UpstreamDown' }), false).kind).toBe('server')
    expect(errorOf(401, body({ code: 401, codeDesc: 'SignInRequired' }), false).kind).toBe(
      'session',
    )
  })

  it('keeps code, message, request ID and fields', () => {
    const error = errorOf(
      400,
      body({
        code: 400,
        codeDesc: 'InvalidParameter',
        message: 'replicas must be at least 0',
        requestId: 'r-1',
        fields: [
          { path: 'replicas', rule: 'tooSmall', values: { minimum: 0 }, message: 'too small' },
          { message: 'without a path' },
        ],
      }),
      true,
    )
    expect(error).toMatchObject({ code: 400, requestId: 'r-1', isOutcomeUnknown: false })
    expect(error.fields).toEqual([
      { path: 'replicas', rule: 'tooSmall', values: { minimum: 0 }, message: 'too small' },
    ])
  })

  it('leaves the outcome of a write unknown if the proxy says so, or did not respond itself', () => {
    const slow = { code: 504, codeDesc: 'UpstreamSlow' }
    expect(errorOf(504, body({ ...slow, outcome: 'unknown' }), true).isOutcomeUnknown).toBe(true)
    expect(errorOf(504, body(slow), true).isOutcomeUnknown).toBe(false)
    expect(errorOf(502, '<html>', true).isOutcomeUnknown).toBe(true)
    expect(errorOf(502, undefined, false).isOutcomeUnknown).toBe(false)
    expect(errorOf(502, body({ code: 6000, codeDesc: 'InternalError' }), true)).toMatchObject({
      isOutcomeUnknown: false,
      kind: 'cloud',
    })
  })
})
