import { expect, it } from 'vitest'
import { NoAnswer } from '../ports'
import { refusalFor } from './refusals'
import { statusError } from './status'

const status = (code: number, reason: string, message: string) =>
  statusError({ kind: 'Status', code, reason, message }, code)

const rbac = 'nodes "a" is forbidden: User "gantry" cannot patch resource "nodes" in API group ""'
const quota = 'pods "a" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1'
const admission = 'admission webhook "policy.example.com" denied the request: no latest tags'

it.each([
  ['a missing right on a write', status(403, 'Forbidden', rbac), true, 4102, rbac],
  ['a missing right on a read', status(403, 'Forbidden', rbac), false, 4101, rbac],
  ['a quota', status(403, 'Forbidden', quota), true, 5100, quota],
  ['an admission webhook', status(403, 'Forbidden', admission), true, 5100, admission],
  ['a webhook with another status', status(422, 'Invalid', admission), true, 5100, admission],
  ['a missing object', status(404, 'NotFound', 'pods "a" not found'), true, 5000, 'not found'],
  ['a conflict', status(409, 'Conflict', 'the object has been modified'), true, 5100, 'modified'],
  ['an invalid value', status(422, 'Invalid', 'spec.replicas: -1'), true, 4000, 'spec.replicas'],
  ['too many requests', status(429, 'TooManyRequests', 'busy'), false, 4400, 'busy'],
  [
    'a server that is still starting',
    status(503, 'ServiceUnavailable', 'starting'),
    false,
    6200,
    'starting',
  ],
  ['an internal error', status(500, 'InternalError', 'etcd failed'), false, 6000, 'etcd failed'],
  ['wrong credentials', status(401, 'Unauthorized', 'Unauthorized'), false, 4110, 'credentials'],
  ['a missing response', new NoAnswer('ECONNREFUSED', false), false, 6200, 'ECONNREFUSED'],
])('translates %s, with the server’s message', (_what, error, isWrite, code, words) => {
  expect(refusalFor(error, isWrite)).toMatchObject({
    code,
    message: expect.stringContaining(words),
  })
})

it('uses the causes of a refusal that has no message', () => {
  const details = { causes: [{ field: 'spec.paused', message: 'must be a boolean' }] }
  expect(statusError({ details }, 422).message).toBe('spec.paused: must be a boolean')
})

it('returns other errors unchanged', () => {
  const error = new Error('a fault of Gantry')
  expect(refusalFor(error, true)).toBe(error)
})
