import { afterEach, describe, expect, it, vi } from 'vitest'
import { DescribeCluster } from '../../contract/actions/clusters/clusters'
import { PauseClusterService } from '../../contract/actions/services/services'
import { ask, call, callWithPartial, onSessionError } from './call'

const target = { account: 'shop', region: 'gz' }
const serviceParams = { clusterId: 'cls-1', serviceName: 'web' }

function stubFetch(status: number, body: unknown) {
  const fetch = vi.fn(async (_path: string, _init: RequestInit) => Response.json(body, { status }))
  vi.stubGlobal('fetch', fetch)
  return fetch
}

afterEach(() => vi.unstubAllGlobals())

describe('a call', () => {
  it('sends account, region and parameters, and returns the data', async () => {
    const fetch = stubFetch(200, { data: { totalCount: 0, clusters: [] } })
    expect(await call(DescribeCluster, target, { limit: 5 })).toEqual({
      totalCount: 0,
      clusters: [],
    })
    const [path, init] = fetch.mock.calls[0] ?? []
    expect(path).toBe('/api/call/DescribeCluster')
    expect(JSON.parse(String(init?.body))).toEqual({ ...target, params: { limit: 5 } })
    expect(init?.headers).toMatchObject({ 'Content-Type': 'application/json', 'X-Gantry': '1' })
  })

  it('returns the age of data whose source the endpoint cannot reach', async () => {
    const answer = Response.json(
      { data: { totalCount: 0, clusters: [] } },
      { headers: { Age: '40' } },
    )
    vi.stubGlobal('fetch', async () => answer)
    expect(await callWithPartial(DescribeCluster, target, {})).toMatchObject({ age: 40 })
  })

  it('reports the end of the session to listeners and to the caller', async () => {
    const listener = vi.fn()
    const stop = onSessionError(listener)
    stubFetch(401, { error: { code: 401, codeDesc: 'SignInRequired', message: '' } })
    await expect(call(DescribeCluster, target, {})).rejects.toMatchObject({ kind: 'session' })
    stop()
    await expect(call(DescribeCluster, target, {})).rejects.toMatchObject({ kind: 'session' })
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('leaves the outcome of a write unknown without a response', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
    await expect(call(PauseClusterService, target, serviceParams)).rejects.toMatchObject({
      kind: 'network',
      isOutcomeUnknown: true,
    })
    await expect(call(DescribeCluster, target, {})).rejects.toMatchObject({
      kind: 'network',
      isOutcomeUnknown: false,
    })
  })

  it('generates a key per write, and reuses it after a missing response', async () => {
    const keys: (string | null)[] = []
    let isUp = false
    vi.stubGlobal('fetch', async (_path: string, { headers }: RequestInit) => {
      keys.push(new Headers(headers).get('Idempotency-Key'))
      if (!isUp) throw new TypeError('network')
      return Response.json({ data: { totalCount: 0, clusters: [] } })
    })
    const write = () => call(PauseClusterService, target, serviceParams).catch(() => undefined)
    await write()
    await call(PauseClusterService, target, { ...serviceParams, serviceName: 'api' }).catch(
      () => undefined,
    )
    isUp = true
    await write()
    await write()
    await call(DescribeCluster, target, {})
    const [lost, otherKey, again, next, read] = keys
    expect(lost).toMatch(/^[\x21-\x7e]{8,200}$/)
    expect(again).toBe(lost)
    expect(new Set([lost, otherKey, next]).size).toBe(3)
    expect(read).toBeNull()
  })

  it('keeps the key of a write that another server in between answered', async () => {
    const keys: (string | null)[] = []
    let answer = () => new Response('<html>bad gateway</html>', { status: 502 })
    vi.stubGlobal('fetch', async (_path: string, { headers }: RequestInit) => {
      keys.push(new Headers(headers).get('Idempotency-Key'))
      return answer()
    })
    const add = () =>
      ask('/api/boards', { method: 'POST', body: { name: 'Shop' }, isWrite: true }).catch(
        (error: unknown) => error,
      )
    expect(await add()).toMatchObject({ isOutcomeUnknown: true })
    const ended = { code: 401, codeDesc: 'SignInRequired', message: '' }
    answer = () => Response.json({ error: ended }, { status: 401 })
    expect(await add()).toMatchObject({ kind: 'session' })
    const unknown = { code: 503, codeDesc: 'StoreLost', message: '', outcome: 'unknown' }
    answer = () => Response.json({ error: unknown }, { status: 503 })
    expect(await add()).toMatchObject({ isOutcomeUnknown: true })
    answer = () => Response.json({ data: {} })
    await add()
    const [lost, turnedAway, again, next] = keys
    expect([turnedAway, again]).toEqual([lost, lost])
    // A repeated request would get the same response from the console.
    expect(next).not.toBe(lost)
  })

  it('treats a response that is not JSON as a server failure', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 200 }))
    await expect(call(DescribeCluster, target, {})).rejects.toMatchObject({ kind: 'server' })
  })
})
