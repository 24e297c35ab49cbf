import { beforeEach, describe, expect, it } from 'vitest'
import { actions } from '../../../src/contract/index'
import { type RequestOptions, sendRequest, signedRequest, testKey } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'

type Cloud = Awaited<ReturnType<typeof testCloud>>

let cloud: Cloud
let clusterId: string

beforeEach(async () => {
  cloud = await testCloud({ world: 'demo' })
  clusterId = (await cloud.call('DescribeCluster', {})).clusters[0]?.clusterId ?? ''
})

const write = { name: 'invoices', description: 'Invoices' }

const ask = async (action: string, params: object, requestOptions: RequestOptions = {}) =>
  sendRequest(cloud.fetch, await signedRequest(action, params, cloud.clock.now(), requestOptions))

/** Returns the outcome of a request, and whether it changed stored data. */
async function outcomeOf(request: Request) {
  const before = cloud.storage.documents()
  const response = await sendRequest(cloud.fetch, request)
  const changed = JSON.stringify(before) !== JSON.stringify(cloud.storage.documents())
  return { code: response.code, message: response.message, changed }
}

const signedCreation = (requestOptions: RequestOptions = {}) =>
  signedRequest(
    'CreateClusterNamespace',
    { clusterId, ...write },
    cloud.clock.now(),
    requestOptions,
  )

describe('an authenticated request', () => {
  it.each([
    ['GET', 'HmacSHA1'],
    ['GET', 'HmacSHA256'],
    ['POST', 'HmacSHA1'],
    ['POST', 'HmacSHA256'],
  ] as const)('is answered by %s with %s', async (method, hash) => {
    expect(await outcomeOf(await signedCreation({ method, hash }))).toEqual({
      code: 0,
      message: '',
      changed: true,
    })
    const { data } = await ask('DescribeClusterNameSpaces', { clusterId }, { method, hash })
    expect(JSON.stringify(data)).toContain('invoices')
  })

  it('may be signed for the official host, and for the host without its port', async () => {
    for (const signedHost of ['ccs.api.qcloud.com', 'cloud.test']) {
      expect((await ask('DescribeCluster', {}, { signedHost })).code).toBe(0)
    }
  })

  it('accepts either spelling of a region, and separates regions', async () => {
    for (const region of ['gz', 'ap-guangzhou']) {
      expect((await ask('DescribeClusterInstances', { clusterId }, { region })).code).toBe(0)
    }
    const elsewhere = await ask('DescribeClusterInstances', { clusterId }, { region: 'sh' })
    expect(elsewhere).toMatchObject({ code: 5000, codeDesc: 'ClusterNotFound' })
  })

  it('may carry unknown parameters', async () => {
    expect((await ask('DescribeCluster', { colour: 'blue' })).code).toBe(0)
  })

  it('may be sent in parts, as an old SDK does', async () => {
    const plain = await signedRequest('DescribeCluster', {}, cloud.clock.now())
    const form = new FormData()
    for (const [name, value] of new URLSearchParams(await plain.text())) form.append(name, value)
    const request = new Request(plain.url, { method: 'POST', body: form })
    expect((await sendRequest(cloud.fetch, request)).code).toBe(0)
  })

  it('is answered with uncacheable JSON', async () => {
    const response = await cloud.fetch(await signedCreation())
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await response.json()).toEqual({ code: 0, message: '', codeDesc: 'Success' })
  })
})

describe('a request with invalid public parameters or an invalid signature', () => {
  it.each<[string, RequestOptions, number]>([
    ['without Action', { commonParams: { Action: undefined } }, 4000],
    ['without Timestamp', { commonParams: { Timestamp: undefined } }, 4000],
    ['without Nonce', { commonParams: { Nonce: undefined } }, 4000],
    ['without SecretId', { commonParams: { SecretId: undefined } }, 4000],
    ['with a Timestamp in words', { commonParams: { Timestamp: 'today' } }, 4000],
    ['with a negative Nonce', { commonParams: { Nonce: '-1' } }, 4000],
    ['of an unknown action', { commonParams: { Action: 'DescribeNothing' } }, 6100],
    [
      'of an action named after a property of every object',
      { commonParams: { Action: 'constructor' } },
      6100,
    ],
    ['of an unknown SecretId', { commonParams: { SecretId: 'AKIDnobody' } }, 4104],
    ['without a signature', { tamper: ({ Signature: _, ...rest }) => rest }, 4000],
    ['signed with another key', { secretKey: 'guessed' }, 4100],
    ['signed for another host', { signedHost: 'evil.example.com' }, 4100],
    ['changed after signing', { tamper: (all) => ({ ...all, description: 'mine' }) }, 4100],
    [
      'with a parameter that was added after signing',
      { tamper: (all) => ({ ...all, region: 'sh' }) },
      4100,
    ],
    [
      'with a signature that is not Base64',
      { tamper: (all) => ({ ...all, Signature: '%%' }) },
      4100,
    ],
    ['without a region', { commonParams: { Region: undefined } }, 4000],
    ['of an unknown region', { commonParams: { Region: 'mars' } }, 4000],
  ])('is refused without any change: %s', async (_name, requestOptions, code) => {
    expect(await outcomeOf(await signedCreation(requestOptions))).toMatchObject({
      code,
      changed: false,
    })
  })

  it('is refused if it is signed for another method', async () => {
    const posted = await signedCreation()
    const asGet = new Request(`${posted.url}?${await posted.text()}`)
    expect(await outcomeOf(asGet)).toMatchObject({ code: 4100, changed: false })
  })

  it.each([-7201, 7201])(
    'is refused if its Timestamp is %d seconds from the clock',
    async (seconds) => {
      const now = cloud.clock.now() + seconds * 1000
      const request = await signedRequest('CreateClusterNamespace', { clusterId, ...write }, now)
      expect(await outcomeOf(request)).toMatchObject({ code: 4500, changed: false })
    },
  )

  it('is refused by POST if its parameters are in the query, because only the body counts', async () => {
    const requested = await signedCreation({ method: 'GET' })
    const request = new Request(requested.url, { method: 'POST' })
    expect(await outcomeOf(request)).toMatchObject({ code: 4000, changed: false })
  })

  it('is refused if it is sent a second time', async () => {
    const request = await signedCreation()
    expect((await sendRequest(cloud.fetch, request.clone())).code).toBe(0)
    expect(await outcomeOf(request)).toMatchObject({ code: 4500, changed: false })
  })

  it('is refused if it is sent a second time after a restart', async () => {
    const request = await signedCreation()
    expect((await sendRequest(cloud.fetch, request.clone())).code).toBe(0)
    cloud = await testCloud(cloud)
    expect(await outcomeOf(request)).toMatchObject({ code: 4500, changed: false })
  })

  it('is refused if it is sent a second time after a refusal', async () => {
    const nothing = { clusterId: 'cls-00000000' }
    const request = await signedRequest('DeleteCluster', nothing, cloud.clock.now())
    expect((await sendRequest(cloud.fetch, request.clone())).code).toBe(5000)
    expect((await outcomeOf(request.clone())).code).toBe(4500)
    cloud = await testCloud(cloud)
    expect(await outcomeOf(request)).toMatchObject({ code: 4500, changed: false })
  })
})

describe('invalid parameters', () => {
  it.each([
    ['CreateClusterNamespace', {}, '(10010)clusterId is required; name is required'],
    ['DescribeCluster', { limit: 0 }, '(10350)limit must be at least 1'],
    ['DescribeCluster', { limit: 'many' }, '(10360)limit must be a number'],
    ['DescribeCluster', { clusterIds: { 1: 'cls-a' } }, '(10380)clusterIds must be indexed from 0'],
  ])('%s is refused with a message that names the parameter', async (action, params, words) => {
    const response = await ask(action, params)
    expect(response.code).toBe(4000)
    expect(response.message).toContain(words)
  })

  it('a body that is not a form, or not UTF-8, is refused', async () => {
    const { url } = await signedCreation()
    const bodies = [
      new Request(url, { method: 'POST', body: '{}', headers: { 'content-type': 'text/json' } }),
      new Request(url, { method: 'POST', body: new Uint8Array([0xff, 0xfe]) }),
      new Request(url, {
        method: 'POST',
        body: 'half',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      }),
      new Request(url, { method: 'POST' }),
    ]
    for (const request of bodies) {
      expect(await outcomeOf(request)).toMatchObject({ code: 4000, changed: false })
    }
  })

  it.each(['GET', 'POST'] as const)(
    'a parameter that occurs twice is refused, by %s',
    async (method) => {
      const signed = await signedCreation({ method })
      for (const again of ['name=invoices', 'name=other', 'colour=1&colour=1', 'Nonce=1']) {
        const request =
          method === 'GET'
            ? new Request(`${signed.url}&${again}`)
            : new Request(signed.clone(), { body: `${await signed.clone().text()}&${again}` })
        expect(await outcomeOf(request)).toEqual({
          code: 4000,
          message: `(10330)${again.split('=')[0]} is not repeatable`,
          changed: false,
        })
      }
    },
  )

  it('a very long value is truncated in the error message', async () => {
    const { message } = await ask('DescribeCluster', {}, { region: 'mars'.repeat(10_000) })
    expect(message).toMatch(/^\(10350\)Region marsmars.*…$/)
    expect(message.length).toBeLessThan(1100)
  })

  it('a body of more than 1 MB is refused', async () => {
    const { url } = await signedCreation()
    const body = new URLSearchParams({ Action: 'x'.repeat(1024 * 1024) })
    expect(await outcomeOf(new Request(url, { method: 'POST', body }))).toMatchObject({
      code: 4000,
      changed: false,
    })
  })
})

describe('other paths and methods than those of the API', () => {
  it.each([
    ['/', 'GET', 404],
    ['/v2/index.php/more', 'POST', 404],
    ['/v2/index.php', 'PUT', 405],
    ['/v2/index.php', 'HEAD', 405],
  ])('%s by %s is answered with status %d', async (path, method, status) => {
    const response = await cloud.fetch(new Request(`http://cloud.test${path}`, { method }))
    expect(response.status).toBe(status)
  })
})

describe('reserved names', () => {
  it.each([
    ['CreateClusterNamespace', { name: 'fault-4400', description: '' }, 4400],
    ['DeleteClusterNamespace', { names: ['fault-5100'] }, 5100],
    ['DescribeClusterService', { namespace: 'fault-4101' }, 4101],
    ['DescribeCluster', { clusterName: 'fault-6000' }, 6000],
    ['DeleteClusterService', { serviceName: 'fault-5000' }, 5000],
  ])('make %s fail', async (action, params, code) => {
    const before = cloud.storage.documents()
    const response = await ask(action, { clusterId, ...params })
    expect(response.code).toBe(code)
    expect(response.message).not.toBe('')
    expect(cloud.storage.documents()).toEqual(before)
  })

  it('without a valid code are ordinary names', async () => {
    expect((await ask('DescribeCluster', { clusterName: 'fault-1234' })).code).toBe(0)
  })
})

it('never answers with the key', async () => {
  const response = await ask('DescribeCluster', {}, { secretKey: 'guessed' })
  expect(JSON.stringify(response)).not.toContain(testKey.secretKey)
})

it('answers every action of the contract', async () => {
  expect(Object.keys(cloud.simulation.handlers).sort()).toEqual(Object.keys(actions).sort())
  const response = await ask('DescribeNothing', {})
  expect(response.code).toBe(6100)
  expect(response.message).toContain('check the host name')
})
