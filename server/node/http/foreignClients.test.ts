import net from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unparsableRequest } from '../../cloud/endpoint/endpoint'
import { signedRequest } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'
import { type Listener, listen } from './server'

/** Tests HTTP requests that other programs send to the endpoint. */

let cloud: Awaited<ReturnType<typeof testCloud>>
let listener: Listener

beforeEach(async () => {
  cloud = await testCloud({ world: 'demo' })
  listener = await listen((request) => cloud.fetch(request), '127.0.0.1', 0, {
    isCompressed: true,
    unparsable: unparsableRequest,
  })
})

afterEach(() => listener.close())

/** Sends bytes and reads until the server closes the connection. */
const exchange = (bytes: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = net.connect(listener.port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(chunks)))
  })

const head = (...lines: string[]) => `${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`

/** Returns the query of a signed GET. */
async function query(signedHost: string, params: object = {}) {
  const requestOptions = { signedHost, method: 'GET' } as const
  const { url } = await signedRequest('DescribeCluster', params, cloud.clock.now(), requestOptions)
  return new URL(url).search
}

const ownHost = () => `127.0.0.1:${listener.port}`

describe('a request line', () => {
  it.each([
    ['an unencoded space', '?Action=DescribeCluster&clusterName=a b'],
    ['raw UTF-8', '?Action=DescribeCluster&clusterName=容器'],
  ])('with %s is answered with an error of the API', async (_what, search) => {
    const line = `GET /v2/index.php${search} HTTP/1.1`
    const answer = String(await exchange(head(line, `Host: ${ownHost()}`)))
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toEqual({
      code: 4000,
      codeDesc: 'InvalidParameter',
      message: '(10420)the request cannot be parsed: parameters in the address must be URL-encoded',
    })
  })

  it.each([
    ['a lowercase method', 'get /v2/index.php HTTP/1.1', 'the method must be GET or POST'],
    ['another version', 'GET /v2/index.php HTTP/1.2', 'not a message of HTTP/1.1'],
    ['a folded header', 'GET /v2/index.php HTTP/1.1\r\nX: 1\r\n 2', 'not a message of HTTP/1.1'],
  ])('with %s is answered with the part that is wrong', async (_what, line, reason) => {
    const answer = String(await exchange(head(line, `Host: ${ownHost()}`)))
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      code: 4000,
      message: expect.stringContaining(reason),
    })
  })

  it.each([
    ['http', 'ccs.api.qcloud.com', 'ccs.api.qcloud.com'],
    ['HTTP', 'CCS.api.qcloud.com', 'ccs.api.qcloud.com'],
    ['http', 'ccs.api.qcloud.com:80', 'ccs.api.qcloud.com'],
    ['https', 'ccs.api.qcloud.com', 'ccs.api.qcloud.com:443'],
  ])('in absolute form, %s://%s with Host %s, is answered', async (scheme, authority, host) => {
    const search = await query('ccs.api.qcloud.com')
    const line = `GET ${scheme}://${authority}/v2/index.php${search} HTTP/1.1`
    expect(String(await exchange(head(line, `Host: ${host}`)))).toContain('"code":0')
  })

  it('in absolute form with a user is refused', async () => {
    const line = `GET http://u@${ownHost()}/v2/index.php${await query(ownHost())} HTTP/1.1`
    expect(String(await exchange(head(line, `Host: ${ownHost()}`)))).toMatch(/^HTTP\/1\.1 400 /)
  })

  it('in absolute form for another host than Host is refused', async () => {
    const line = `GET http://a.example/v2/index.php${await query('a.example')} HTTP/1.1`
    expect(String(await exchange(head(line, `Host: ${ownHost()}`)))).toMatch(/^HTTP\/1\.1 400 /)
  })

  it('of HTTP/1.0 needs no Host', async () => {
    const search = await query('ccs.api.qcloud.com')
    const answer = await exchange(`GET /v2/index.php${search} HTTP/1.0\r\n\r\n`)
    expect(String(answer)).toContain('"code":0')
  })
})

describe('an answer', () => {
  const asking = async (...headers: string[]) => {
    const line = `GET /v2/index.php${await query(ownHost())} HTTP/1.1`
    const answer = await exchange(head(line, `Host: ${ownHost()}`, ...headers))
    const at = answer.indexOf('\r\n\r\n')
    return { headers: String(answer.subarray(0, at)), body: answer.subarray(at + 4) }
  }

  it('is compressed for clients that ask for it', async () => {
    const { headers, body } = await asking('Accept-Encoding: deflate, gzip')
    expect(headers).toMatch(/content-encoding: gzip/i)
    expect(String(gunzipSync(body))).toContain('"code":0')
  })

  it.each([[[]], [['Accept-Encoding: identity']], [['Accept-Encoding: gzip;q=0']]])(
    'is not compressed with %j',
    async (requested) => {
      const { headers, body } = await asking(...requested)
      expect(headers).not.toMatch(/content-encoding/i)
      expect(String(body)).toContain('"code":0')
    },
  )
})

describe('a form in parts', () => {
  it.each(['x', '0', '-', 'a'.repeat(70)])('with the boundary %s is read', async (boundary) => {
    const params = { clusterName: 'x-0 容器' }
    const { url, ...request } = await signedRequest('DescribeCluster', params, cloud.clock.now(), {
      signedHost: ownHost(),
    }).then(async (signed) => ({ url: signed.url, text: await signed.text() }))
    const parts = [...new URLSearchParams(request.text)].map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const answer = await fetch(url.replace('cloud.test:8081', ownHost()), {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: `${parts.join('')}--${boundary}--\r\n`,
    })
    expect(await answer.json()).toMatchObject({ code: 0 })
  })
})
