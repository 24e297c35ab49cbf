import { beforeEach, describe, expect, it } from 'vitest'
import { type RequestOptions, sendRequest, signedRequest, testKey } from '../../test/cloud/client'
import { Clock } from '../../test/cloud/clock'
import { namespaceBackend } from '../../test/cloud/namespaceBackend'
import { MemoryReplayStore } from '../../test/cloud/replayStore'
import { createEndpoint } from './endpoint'
import { ReplayGuard } from './replay'
import { ReplayTable } from './replayTable'

const clusterId = 'cls-small001'
const hours = 3600

let clock: Clock
let replay: MemoryReplayStore
let names: Set<string>

/** A process of an installation; all processes share the store and the cluster. */
const started = () =>
  createEndpoint({
    accounts: [{ ...testKey, backend: namespaceBackend(clusterId, names) }],
    now: clock.now,
    log: () => {},
    replay,
  })

let endpoint: ReturnType<typeof started>

beforeEach(() => {
  clock = new Clock()
  replay = new MemoryReplayStore()
  names = new Set(['default'])
  endpoint = started()
})

const read = (requestOptions?: RequestOptions) =>
  signedRequest('DescribeClusterNameSpaces', { clusterId }, clock.now(), requestOptions)
const write = (name: string, requestOptions?: RequestOptions) =>
  signedRequest(
    'CreateClusterNamespace',
    { clusterId, name, description: '' },
    clock.now(),
    requestOptions,
  )

const codeOf = async (request: Request, by = endpoint) =>
  (await sendRequest(by.fetch, request.clone())).code

describe('a request that was sent before', () => {
  it('is refused', async () => {
    for (const request of [await read(), await write('shop')]) {
      expect(await codeOf(request)).toBe(0)
      expect(await codeOf(request)).toBe(4500)
    }
    expect(names.size).toBe(2)
  })

  it('is refused in another spelling of its signature', async () => {
    const request = await write('shop')
    expect(await codeOf(request)).toBe(0)
    const form = new URLSearchParams(await request.text())
    form.set('Signature', ` ${form.get('Signature') ?? ''}`)
    expect(await codeOf(new Request(request.url, { method: 'POST', body: form }))).toBe(4500)
  })

  it('is refused if it is a write, by a process that starts later and by a second replica', async () => {
    const request = await write('shop')
    const replica = started()
    expect(await codeOf(request)).toBe(0)
    expect(await codeOf(request, replica)).toBe(4500)
    expect(await codeOf(request, started())).toBe(4500)
  })

  it('takes effect once, regardless of which replica receives it first', async () => {
    const request = await write('shop')
    const replica = started()
    const codes = await Promise.all([codeOf(request), codeOf(request, replica)])
    expect(codes.sort()).toEqual([0, 4500])
  })

  it('is refused too if it was refused before', async () => {
    const request = await write('-')
    expect(await codeOf(request)).toBe(4000)
    expect(await codeOf(request, started())).toBe(4500)
  })

  it('is refused by its Timestamp after its entry has expired, even if the clock is set back', async () => {
    const request = await write('shop')
    expect(await codeOf(request)).toBe(0)
    clock.pass(5 * hours)
    expect(await codeOf(await write('later'))).toBe(0)
    expect(replay.claims.size).toBe(1)
    clock.pass(-5 * hours)
    expect(await codeOf(request)).toBe(4500)
  })
})

it('accepts different requests with the same Timestamp and Nonce', async () => {
  const commonParams = { Nonce: '1' }
  expect(await codeOf(await write('one', { commonParams }))).toBe(0)
  expect(await codeOf(await write('two', { commonParams }))).toBe(0)
  expect(names).toContain('two')
})

it('refuses writes without effect while the store is unavailable, and answers reads', async () => {
  replay.fails = true
  const request = await write('shop')
  expect(await codeOf(request)).toBe(6200)
  expect(await codeOf(await read())).toBe(0)
  expect(names).not.toContain('shop')
  replay.fails = false
  expect(await codeOf(request)).toBe(4500)
  expect(await codeOf(await write('shop'))).toBe(0)
})

describe('a call within the process', () => {
  it('is verified and adds no entry to the replay table', async () => {
    for (const request of [await read(), await write('shop')]) {
      expect((await sendRequest(endpoint.fetchLocal, request.clone())).code).toBe(0)
      expect(replay.claims.size).toBe(0)
    }
    const forged = await read({ secretKey: 'guessed' })
    expect((await sendRequest(endpoint.fetchLocal, forged)).code).toBe(4100)
  })
})

describe('ReplayTable', () => {
  const digest = (number: number) => {
    const bytes = new Uint8Array(32)
    new DataView(bytes.buffer).setUint32(0, number)
    return bytes
  }

  it('needs at most 64 bytes a request, and 64 MB when it is full', () => {
    const table = new ReplayTable()
    const empty = table.bytes
    for (let number = 0; number < 200_000; number += 1) table.enter(digest(number), 1e9, 0)
    expect(table.bytes / table.size).toBeLessThanOrEqual(64)
    const perEntry = (table.bytes - empty) / table.size
    const atMost = empty + Math.ceil(table.capacity / 16_384) * 16_384 * 24
    expect(perEntry).toBeLessThan(27)
    expect(atMost).toBeLessThanOrEqual(64_000_000)
  })

  it('contains every entry until it expires, and reuses the memory of expired ones', () => {
    const table = new ReplayTable(20_000)
    const minute = 60_000
    for (let round = 0; round < 5; round += 1) {
      const now = round * 10 * minute
      for (let number = 0; number < 20_000; number += 1) {
        const until = now + (1 + (number % 5)) * minute
        expect(table.enter(digest(round * 20_000 + number), until, now)).toBe('entered')
      }
      for (let number = 0; number < 20_000; number += 997) {
        expect(table.enter(digest(round * 20_000 + number), now + minute, now)).toBe('known')
      }
      expect(table.enter(digest(1_000_000), now + minute, now)).toBe('full')
    }
    const { bytes } = table
    table.enter(digest(1), 1e9, 1e8)
    expect(table.size).toBe(1)
    expect(table.bytes).toBe(bytes)
  })

  it('keeps entries while they are valid', () => {
    const table = new ReplayTable()
    table.enter(digest(1), 90_000, 0)
    expect(table.enter(digest(1), 90_000, 89_999)).toBe('known')
    expect(table.enter(digest(1), 300_000, 120_000)).toBe('entered')
  })

  it('makes the guard refuse new requests with 4400 when full, without forgetting any', async () => {
    const guard = new ReplayGuard(replay, () => {}, new ReplayTable(2))
    const request = (nonce: string) => ({
      action: 'DescribeCluster',
      secretId: 'AKID',
      timestamp: clock.now(),
      nonce,
      flat: {},
      signature: new Uint8Array([1, 2, 3]),
    })
    const check = (nonce: string) => guard.check(request(nonce), false, clock.now())
    await check('1')
    await check('2')
    await expect(check('3')).rejects.toMatchObject({ code: 4400 })
    await expect(check('1')).rejects.toMatchObject({ code: 4500 })
    clock.pass(2 * hours + 60)
    await check('4')
  })
})
