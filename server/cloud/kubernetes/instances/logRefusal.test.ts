import { describe, expect, it } from 'vitest'
import { podWith } from '../../../test/kubernetes/stubs/objects'
import { StatusError } from '../client/status'
import { NoAnswer } from '../ports'
import { logRefusal } from './logRefusal'

const address = '10.1.2.3:10250'
const failure = (status: number, message: string) => new StatusError(status, '', message)
const refusalOf = (error: unknown) => logRefusal(error, podWith({ phase: 'Running' }))

describe('a log that cannot be read', () => {
  it.each([
    [
      'refuses',
      failure(500, `Get "https://${address}/x": dial tcp ${address}: connection refused`),
    ],
    ['is behind a broken proxy', failure(502, `proxy error from ${address}: i/o timeout`)],
    ['is silent', new NoAnswer('no answer within 15 s', true)],
  ])('because the kubelet %s is refused with 6200, without its address', (_what, error) => {
    expect(refusalOf(error)).toMatchObject({
      code: 6200,
      message: expect.stringMatching(/^the log of instance web-1 .* node node-1 does not answer/),
    })
    expect(String(refusalOf(error))).not.toContain(address)
  })

  it('because the kubelet fails is refused with 6200 and its words', () => {
    expect(refusalOf(failure(500, 'the disk is full'))).toMatchObject({
      code: 6200,
      message: expect.stringContaining('the disk is full'),
    })
  })

  it.each([
    ['the pod is gone', failure(404, 'pods "web-1" not found'), 5000],
    ['the API server is down', new NoAnswer('ECONNREFUSED', false), 6200],
    ['the API server starts', failure(503, 'starting'), 6200],
  ])('because %s is refused like other reads', (_what, error, code) => {
    expect(refusalOf(error)).toMatchObject({ code })
    expect(String(refusalOf(error))).not.toContain('node-1')
  })
})
