import { createInstance, type i18n, type TFunction } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { errorOf } from '../../api/client/error'
import { en } from '../../i18n/en'
import { describeError } from './describeError'

let instance: i18n
let t: TFunction<'errors'>
const say = (error: unknown, thing?: string) =>
  describeError(error, t, (key) => instance.exists(key), thing)
const refused = (status: number, error: object, isWrite = false) =>
  errorOf(status, { error }, isWrite)

beforeAll(async () => {
  instance = createInstance()
  await instance.init({ lng: 'en', resources: { en }, interpolation: { escapeValue: false } })
  t = instance.getFixedT('en', 'errors')
})

describe('describeError', () => {
  it('names the failure, the resource and the next step, with the API’s message', () => {
    const error = refused(409, {
      code: 5100,
      codeDesc: 'ClusterNotReadyError',
      message: 'cluster cls-1 is Creating',
      requestId: 'r-7',
    })
    expect(say(error, 'cls-1')).toEqual({
      what: 'cls-1: The cluster’s status doesn’t allow this.',
      next: 'Wait until the cluster is running, then try again.',
      small: 'Code 5100 · ClusterNotReadyError · cluster cls-1 is Creating · request ID r-7',
    })
  })

  it('falls back to the code, then to the kind of error', () => {
    expect(say(refused(404, { code: 5000, codeDesc: 'ServiceNotFound' })).what).toBe(
      en.errors.code[5000].what,
    )
    expect(say(refused(502, { code: -514, codeDesc: 'Odd' })).what).toBe(en.errors.kind.cloud.what)
    expect(say(refused(418, { code: 418, codeDesc: 'Odd' })).what).toBe(en.errors.kind.refused.what)
  })

  it('distinguishes errors of the API and the proxy with the same name', () => {
    const name = { codeDesc: 'InternalError' }
    expect(say(refused(502, { code: 6000, ...name })).what).toBe(en.errors.code[6000].what)
    expect(say(refused(500, { code: 500, ...name })).what).toBe(en.errors.desc.InternalError.what)
  })

  it('states that the outcome of a write is unknown', () => {
    const slow = { code: 504, codeDesc: 'UpstreamSlow', outcome: 'unknown' }
    expect(say(refused(504, slow, true)).what).toBe(en.errors.kind.outcome.what)
    expect(say(refused(504, slow)).what).toBe(en.errors.desc.UpstreamSlow.what)
  })

  it('describes errors of the console itself', () => {
    expect(say(new Error('x is undefined'))).toMatchObject({
      what: en.errors.kind.unexpected.what,
      small: 'x is undefined',
    })
  })
})
