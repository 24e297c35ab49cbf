import fs from 'node:fs'
import https from 'node:https'
import os from 'node:os'
import path from 'node:path'
import QcloudApi from 'qcloudapi-sdk'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testKey } from '../../test/cloud/client'
import { selfSigned } from '../../test/network/certificate'
import { freePort } from '../../test/network/freePort'
import { startEmbedded } from '../backends/embedded'
import { openConfiguredStore } from '../start/openConfiguredStore'
import { readConfig } from './config'
import { cloudTls } from './tls'

const name = 'ccs.api.qcloud.com'
let data: string
beforeEach(() => {
  data = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-tls-'))
})
afterEach(() => fs.rmSync(data, { recursive: true }))

const file = (called: string, text: string) => {
  const newFile = path.join(data, called)
  fs.writeFileSync(newFile, text)
  return newFile
}

const tlsOf = (cert: string | undefined, key: string | undefined) =>
  cloudTls(readConfig({ GANTRY_CLOUD_TLS_CERT: cert, GANTRY_CLOUD_TLS_KEY: key }))

describe('readTls', () => {
  const { cert, key } = selfSigned(name)

  it('returns undefined without a certificate', () =>
    expect(tlsOf(undefined, undefined)).toBeUndefined())

  it('reads certificate and key', () => {
    expect(tlsOf(file('cert.pem', cert), file('key.pem', key))).toEqual({ cert, key })
  })

  it.each<[what: string, cert: () => string | undefined, key: () => string | undefined, RegExp]>([
    ['a certificate without a key', () => file('c', cert), () => undefined, /go together/],
    [
      'a missing certificate file',
      () => '/nowhere/c.pem',
      () => file('k', key),
      /TLS_CERT.*\/nowhere/,
    ],
    ['a missing key file', () => file('c', cert), () => '/nowhere/k.pem', /TLS_KEY.*\/nowhere/],
    [
      'a certificate file without a certificate',
      () => file('c', 'x'),
      () => file('k', key),
      /TLS_CERT.*not a certif/,
    ],
    [
      'a key file without a key',
      () => file('c', cert),
      () => file('k', 'x'),
      /TLS_KEY.*not a private key/,
    ],
    [
      'certificate and key in each other’s place',
      () => file('c', key),
      () => file('k', cert),
      /TLS_CERT.*not a certificate/,
    ],
    [
      'a key of another certificate',
      () => file('c', cert),
      () => file('k', selfSigned(name).key),
      /does not match the certificate/,
    ],
  ])('refuses %s with an explanation', (_what, certFile, keyFile, message) => {
    expect(() => tlsOf(certFile(), keyFile())).toThrow(message)
    expect(() => tlsOf(certFile(), keyFile())).toThrow(
      expect.objectContaining({ name: 'ConfigError' }),
    )
  })
})

describe('a client that always calls https://ccs.api.qcloud.com', () => {
  const pair = selfSigned(name)
  let folder: string
  let cloud: Awaited<ReturnType<typeof startEmbedded>>
  let store: Awaited<ReturnType<typeof openConfiguredStore>>

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-tls-'))
    const [cert, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')]
    fs.writeFileSync(cert, pair.cert)
    fs.writeFileSync(key, pair.key)
    const config = readConfig({
      GANTRY_DATA: folder,
      GANTRY_CLOUD_PORT: String(await freePort()),
      GANTRY_CLOUD_ADMIN_PORT: '0',
      GANTRY_CLOUD_WORLD: 'empty',
      GANTRY_CLOUD_SECRET_ID: testKey.secretId,
      GANTRY_CLOUD_SECRET_KEY: testKey.secretKey,
      GANTRY_CLOUD_TLS_CERT: cert,
      GANTRY_CLOUD_TLS_KEY: key,
    })
    store = await openConfiguredStore(config)
    cloud = await startEmbedded(config, store)
  })

  afterAll(async () => {
    await cloud.close()
    await store.close()
    fs.rmSync(folder, { recursive: true })
  })

  /** Sends a request with the vendor's client, with its host name resolved to this machine. */
  function exchange(host: string, signedFor: string): Promise<{ code: number; codeDesc: string }> {
    const client = new QcloudApi({
      SecretId: testKey.secretId,
      SecretKey: testKey.secretKey,
      Region: 'gz',
    })
    const query = client.generateQueryString(
      { Action: 'DescribeCluster' },
      { host: signedFor, method: 'GET' },
    )
    const { port } = new URL(cloud.url ?? '')
    const options = {
      host: '127.0.0.1',
      port,
      path: `/v2/index.php?${query}`,
      ca: pair.cert,
      servername: name,
      headers: { Host: host },
    }
    return new Promise((resolve, reject) => {
      https
        .get(options, (answer) => {
          let text = ''
          answer.on('data', (chunk) => {
            text += chunk
          })
          answer.on('end', () => resolve(JSON.parse(text)))
        })
        .on('error', reject)
    })
  }

  it('gets a response, with and without the port in Host', async () => {
    const { port } = new URL(cloud.url ?? '')
    expect(await exchange(name, name)).toMatchObject({ code: 0, codeDesc: 'Success' })
    expect(await exchange(`${name}:${port}`, name)).toMatchObject({ code: 0 })
    expect(await exchange(`${name}:${port}`, `${name}:${port}`)).toMatchObject({ code: 0 })
  })

  it('may use another host, but only the host that it signed', async () => {
    const signedHost = 'ccs.api.private.example'
    expect(await exchange(signedHost, signedHost)).toMatchObject({ code: 0 })
    expect(await exchange(signedHost, 'ccs.api.other.example')).toMatchObject({ code: 4100 })
  })

  it("finds the endpoint's URL in the start-up output", () =>
    expect(cloud.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+/))
})
