import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ActionName, actions, isActionName } from '../../../src/contract/index'
import { monitorCodes } from '../../../src/contract/tables/monitorCodes'
import { paramsOf } from '../../test/cloud/arbitrary'
import { awkward, invalidRequests, type Pairs } from '../../test/cloud/badInput'
import { type ResponseBody, sendRequest, signedRequest, testKey } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'
import { MemoryStorage } from '../../test/cloud/cloudStorage'
import { computeHmacInThread } from '../../test/cloud/syncHmac'
import { createSampleWorld } from '../../test/samples/sampleWorld'
import { withEmptied } from '../../wire/emptied'
import { flatten } from '../../wire/flatten'
import { sign } from '../../wire/sign'

const names = Object.keys(actions).filter(isActionName)

/** Counts written documents. */
class WatchedStorage extends MemoryStorage {
  written = 0

  override async commit(change: Parameters<MemoryStorage['commit']>[0]): Promise<void> {
    this.written += change.put.length + change.remove.length
    await super.commit(change)
  }
}

beforeAll(computeHmacInThread)
afterAll(() => void vi.restoreAllMocks())

/** The demo world, which takes a second to seed. */
const seeded = new MemoryStorage()
beforeAll(() => testCloud({ world: 'demo', storage: seeded }))

async function watchedCloud() {
  const storage = new WatchedStorage(seeded.documents())
  const cloud = await testCloud({ world: 'demo', storage })
  const { clusters } = await cloud.call('DescribeCluster', {})
  return { ...cloud, storage, clusterIds: clusters.map((cluster) => cluster.clusterId) }
}

type Cloud = Awaited<ReturnType<typeof watchedCloud>>

/**
 * Builds a valid signed request: endpoints check other parameters only if the public ones are
 * valid.
 */
async function requestOf(action: ActionName, pairs: Pairs, now: number, nonce: number) {
  const commonParams = {
    Action: action,
    Region: 'gz',
    Timestamp: String(Math.floor(now / 1000)),
    Nonce: String(1_000_000_000 + nonce),
    SecretId: testKey.secretId,
  }
  const method = nonce % 2 === 0 ? 'GET' : 'POST'
  const params = { ...Object.fromEntries(pairs), ...commonParams }
  const { secretKey } = testKey
  const signature = await sign({ method, host: 'cloud.test:8081', params, secretKey })
  const query = new URLSearchParams([
    ...pairs.map(([name, value]) => [name, value]),
    ...Object.entries(commonParams),
    ['Signature', signature],
  ])
  const url = 'http://cloud.test:8081/v2/index.php'
  return method === 'GET'
    ? new Request(`${url}?${query}`)
    : new Request(url, { method, body: query })
}

const leaks = /\n\s+at |\.ts:\d|node_modules|quiteSecret|TypeError|undefined is not/

/**
 * Checks invariants of every response: it is a response of the API; a refusal gives a reason and
 * changes nothing.
 */
async function answered(cloud: Cloud, request: Request): Promise<ResponseBody> {
  const writtenBefore = cloud.storage.written
  const response = await sendRequest(cloud.fetch, request)
  const text = JSON.stringify(response)
  expect(text).not.toMatch(leaks)
  expect(text).not.toContain(testKey.secretKey)
  expect(cloud.logged).toEqual([])
  if (response.code !== 0) {
    expect(response.codeDesc).not.toBe('')
    expect(response.message).not.toBe('')
    expect(response.message.length).toBeLessThan(1100)
    expect(cloud.storage.written).toBe(writtenBefore)
  } else {
    // Let an accepted request take its first step before the next check.
    await cloud.call('DescribeCluster', {})
  }
  return response
}

/** Returns requests of an action that are valid by the contract and address an existing cluster. */
function validRequests(action: ActionName, clusterId: string, count: number): Pairs[] {
  const params = fc.sample(paramsOf(actions[action]), { numRuns: count, seed: 7 })
  return params.map((param) => {
    const withClusterId = 'clusterId' in param ? { ...param, clusterId } : param
    const texts = Object.entries(flatten(withEmptied(actions[action], withClusterId)))
    return texts.filter(([, value]) => !value.includes('fault-'))
  })
}

/** Returns at most `max` items, evenly spaced. */
function sampled<T>(all: readonly T[], max: number): T[] {
  const step = Math.max(1, all.length / max)
  return Array.from(
    { length: Math.min(max, all.length) },
    (_, index) => all[Math.floor(index * step)],
  ).filter((item): item is T => item !== undefined)
}

const everyAction = 16_000

/**
 * Monitoring has codes of its own; it answers with the endpoint's codes only for parameters that
 * cannot be parsed.
 */
const { Invalid, Missing, DimensionGroup } = monitorCodes
const ofMonitoring = [4000, ...[Invalid, Missing, DimensionGroup].map(({ code }) => code)]

describe('bad input', () => {
  it('of every kind in any parameter is refused with the parameter’s name, and changes nothing', async () => {
    let sentCount = 0
    for (const action of names) {
      const cloud = await watchedCloud()
      const validPairs = validRequests(action, cloud.clusterIds[0] ?? '', 12)
      const invalid = validPairs.flatMap((pairs) => [...invalidRequests(action, pairs)])
      for (const invalidRequest of sampled(invalid, everyAction / names.length)) {
        const { what, names: name } = invalidRequest
        const pairs = invalidRequest.pairs()
        sentCount += 1
        const request = await requestOf(action, pairs, cloud.clock.now(), sentCount)
        const response = await answered(cloud, request)
        const secrets: readonly string[] = actions[action].secrets
        for (const [name, value] of pairs) {
          if (!secrets.includes(name) || value.length < 8) continue
          expect(JSON.stringify(response)).not.toContain(value)
        }
        if (name === undefined) continue
        const expectedCodes = actions[action].host === 'monitor' ? ofMonitoring : [4000]
        expect(expectedCodes, `${action}, ${what} of ${name}: ${response.message}`).toContain(
          response.code,
        )
        expect(response.message, `${action}, ${what}`).toContain(name)
      }
    }
    expect(sentCount).toBeGreaterThan(0.9 * everyAction)
  }, 120_000)

  it('in public parameters is refused with the parameter’s name', async () => {
    const cloud = await watchedCloud()
    let nonce = 2e9
    const publicNames = ['Action', 'Region', 'Timestamp', 'Nonce', 'SecretId', 'Signature'] as const
    const texts = fc.oneof(fc.constantFrom(...awkward, ''), fc.string({ unit: 'binary' }))
    const bad = fc.record({
      action: fc.constantFrom(...names),
      name: fc.constantFrom(...publicNames),
      value: fc.option(texts, { nil: undefined }),
      isPost: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(bad, async ({ action, name, value, isPost }) => {
        const method = isPost ? 'POST' : 'GET'
        nonce += 1
        const commonParams = {
          Nonce: String(nonce),
          ...(name !== 'Signature' && { [name]: value }),
        }
        const tamper = (signed: Record<string, string>) => {
          const { Signature: _signature, ...rest } = signed
          if (name !== 'Signature') return signed
          return value === undefined ? rest : { ...rest, Signature: value }
        }
        const now = cloud.clock.now()
        const response = await answered(
          cloud,
          await signedRequest(action, {}, now, { method, commonParams, tamper }),
        )
        if (name === 'Region' && !actions[action].needsRegion && !value) return
        expect(response.code).not.toBe(0)
        if (response.code === 4000) expect(response.message).toContain(name)
        if (!value) expect(response).toMatchObject({ code: 4000 })
      }),
      { numRuns: 3000 },
    )
  }, 60_000)

  it('in bodies, methods and addresses is refused', async () => {
    const cloud = await watchedCloud()
    const request = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'get'),
      path: fc.constantFrom(
        '/v2/index.php',
        '/v2/index.php',
        '/v2/index.php/',
        '/',
        '/v2//index.php',
        '/%2e%2e/etc/passwd',
        '/V2/INDEX.PHP',
      ),
      query: fc.string({ unit: 'binary' }),
      type: fc.constantFrom(
        undefined,
        '',
        'text/json',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'multipart/form-data; boundary=x',
        'x'.repeat(500),
      ),
      body: fc.oneof(
        fc.uint8Array(),
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          'Action=DescribeCluster&',
          '%',
          '--x\r\nContent-Disposition: form-data; name="Action"\r\n\r\nDescri',
          'a'.repeat(1024 * 1024 + 1),
        ),
      ),
    })
    await fc.assert(
      fc.asyncProperty(request, async ({ method, path, query, type, body }) => {
        const url = `http://cloud.test:8081${path}?${encodeURIComponent(query)}`
        const hasBody = !['GET', 'get', 'HEAD'].includes(method)
        const writtenBefore = cloud.storage.written
        const response = await cloud.fetch(
          new Request(url, {
            method,
            ...(type !== undefined && { headers: { 'content-type': type } }),
            ...(hasBody && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
          }),
        )
        const text = await response.text()
        expect(text).not.toMatch(leaks)
        expect(cloud.logged).toEqual([])
        expect(cloud.storage.written).toBe(writtenBefore)
        if (path !== '/v2/index.php') expect(response.status).toBe(404)
        else if (!['GET', 'POST', 'get'].includes(method)) expect(response.status).toBe(405)
        else expect(JSON.parse(text)).toMatchObject({ code: 4000 })
      }),
      { numRuns: 2000 },
    )
  }, 60_000)

  it.each(['x&SecretId=AKID', 'x&Region=sh&limit=1', '&RequestClient='])(
    'that spells a public parameter (%s) is refused, as its signature would be ambiguous',
    async (clusterName) => {
      const { fetch, clock } = await testCloud()
      const request = await signedRequest('DescribeCluster', { clusterName }, clock.now())
      expect(await sendRequest(fetch, request)).toMatchObject({
        code: 4000,
        message: expect.stringMatching(/^\(10350\)clusterName must not contain &\w+=$/),
      })
    },
  )

  it('that is a presigned URL is accepted in a container', async () => {
    const { fetch, clock, clusterId } = await createSampleWorld()
    const value = 'https://files.example/logo?Expires=1&Signature=abc&Version=2'
    const containers = [
      { containerName: 'web', image: 'nginx:1.13', envs: [{ name: 'LOGO', value }] },
    ]
    const params = { clusterId, serviceName: 'signed', replicas: 1, containers }
    const request = await signedRequest('CreateClusterService', params, clock.now())
    expect(await sendRequest(fetch, request)).toMatchObject({ code: 0 })
  })

  it('with a content coding is refused by the name of the coding', async () => {
    const cloud = await testCloud()
    const headers = { 'content-encoding': 'gzip' }
    const body = gzipSync('Action=DescribeCluster')
    const url = 'http://cloud.test:8081/v2/index.php'
    const response = await cloud.fetch(new Request(url, { method: 'POST', headers, body }))
    expect(await response.json()).toMatchObject({
      code: 4000,
      message: expect.stringContaining('content coding gzip'),
    })
  })
})
