import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../config/configError'
import { readContexts } from './kubeconfig'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-kubeconfig-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))

const file = path.join(folder, 'config')
function write(content: unknown, changedAt?: number): string {
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  if (changedAt !== undefined) fs.utimesSync(file, changedAt, changedAt)
  return file
}

const secret = 'quite-a-secret-token'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const cluster = (name: string, ca = 'CA') => ({
  name,
  cluster: { server: `https://${name}.example`, 'certificate-authority-data': base64(ca) },
})
const user = (name: string, what: object = { token: secret }) => ({ name, user: what })
const context = (name: string, of: string, as: string) => ({
  name,
  context: { cluster: of, user: as },
})
const config = (parts: object) => ({ apiVersion: 'v1', kind: 'Config', ...parts })

const twoContexts = config({
  clusters: [cluster('blue'), cluster('green')],
  users: [user('ada'), user('bob', { username: 'bob', password: 'hidden pass' })],
  contexts: [context('b', 'blue', 'ada'), context('g', 'green', 'bob')],
})

/** A clock that stands still until a test moves it. */
let now = 0
const read = (content: unknown) => readContexts(write(content), () => now)

describe('readContexts', () => {
  it('reads each context with its server and credentials', async () => {
    const [blue, green] = await read(twoContexts)
    expect(blue).toMatchObject({ name: 'b', server: 'https://blue.example' })
    expect(await blue?.credentials()).toMatchObject({
      headers: { Authorization: `Bearer ${secret}` },
      tls: { ca: 'CA', rejectUnauthorized: true },
    })
    expect(await green?.credentials()).toMatchObject({
      headers: { Authorization: `Basic ${base64('bob:hidden pass')}` },
    })
  })

  it('reads client certificates, inline or from files', async () => {
    fs.writeFileSync(path.join(folder, 'client.key'), 'KEY')
    const [blue] = await read({
      ...twoContexts,
      users: [
        user('ada', { 'client-certificate-data': base64('CERT'), 'client-key': 'client.key' }),
        user('bob'),
      ],
    })
    expect(await blue?.credentials()).toMatchObject({ tls: { cert: 'CERT', key: 'KEY' } })
  })

  it('runs exec plugins', async () => {
    const credential = {
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token: 'from-a-plugin' },
    }
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: 'echo',
      args: [JSON.stringify(credential)],
    }
    const [blue] = await read({ ...twoContexts, users: [user('ada', { exec }), user('bob')] })
    expect(await blue?.credentials()).toMatchObject({
      headers: { Authorization: 'Bearer from-a-plugin' },
    })
  })

  it('reads the file again after a change', async () => {
    const [blue] = await readContexts(write(twoContexts, 1_000), () => now)
    await blue?.credentials()
    write({ ...twoContexts, users: [user('ada', { token: 'the-next-token' }), user('bob')] }, 2_000)
    now += 20_000
    expect(await blue?.credentials()).toMatchObject({
      headers: { Authorization: 'Bearer the-next-token' },
    })
  })

  it('reads a token file beside the kubeconfig, also after it changed', async () => {
    const token = path.join(folder, 'token')
    fs.writeFileSync(token, 'from-a-file\n')
    const [blue] = await read({
      ...twoContexts,
      users: [user('ada', { tokenFile: 'token' }), user('bob')],
    })
    expect(await blue?.credentials()).toMatchObject({
      headers: { Authorization: 'Bearer from-a-file' },
    })
    fs.writeFileSync(token, 'rotated\n')
    now += 20_000
    expect(await blue?.credentials()).toMatchObject({
      headers: { Authorization: 'Bearer rotated' },
    })
  })

  it('runs an exec plugin again when the cluster refuses its credentials, although they have not expired', async () => {
    const status = { token: 'first', expirationTimestamp: '2099-01-01T00:00:00Z' }
    const kind = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential' }
    const output = path.join(folder, 'credential.json')
    const publish = (token: string) =>
      fs.writeFileSync(output, JSON.stringify({ ...kind, status: { ...status, token } }))
    publish('first')
    const exec = { apiVersion: kind.apiVersion, command: 'cat', args: [output] }
    const [blue] = await read({ ...twoContexts, users: [user('ada', { exec }), user('bob')] })
    await blue?.credentials()
    publish('second')
    now += 20_000
    expect((await blue?.credentials())?.headers).toEqual({ Authorization: 'Bearer first' })
    now += 5_000
    blue?.reject()
    expect((await blue?.credentials())?.headers).toEqual({ Authorization: 'Bearer second' })
  })

  it('accepts servers without TLS on this machine only, such as kubectl proxy', async () => {
    const at = (server: string) => ({
      ...twoContexts,
      clusters: [{ name: 'blue', cluster: { server } }, cluster('green')],
    })
    const [blue] = await read(at('http://127.0.0.1:8001'))
    expect(await blue?.credentials()).toMatchObject({
      headers: { Authorization: `Bearer ${secret}` },
    })
    await expect(read(at('http://blue.example'))).rejects.toThrow(/without TLS/)
  })

  it('reads the HTTP proxy of a cluster', async () => {
    const proxied = cluster('blue')
    const throughProxy = (proxy: string) => ({
      ...twoContexts,
      clusters: [
        { ...proxied, cluster: { ...proxied.cluster, 'proxy-url': proxy } },
        cluster('green'),
      ],
    })
    const [blue, green] = await read(throughProxy('http://user:secret-of-proxy@proxy:3128'))
    expect(await blue?.credentials()).toMatchObject({
      proxy: 'http://user:secret-of-proxy@proxy:3128',
      tls: { ca: 'CA' },
    })
    expect(await green?.credentials()).not.toHaveProperty('proxy')
    const refused = read(throughProxy('socks5://user:secret-of-proxy@proxy:1080'))
    await expect(refused).rejects.toThrow(
      /context b .* has a proxy-url with socks5:\/\/, .* use an http:\/\/ or https:\/\/ proxy/,
    )
    await expect(refused).rejects.not.toThrow('secret-of-proxy')
  })

  it('merges contexts of the same cluster and user', async () => {
    const contexts = [context('b', 'blue', 'ada'), context('again', 'blue', 'ada')]
    expect((await read({ ...twoContexts, contexts })).map(({ name }) => name)).toEqual(['b'])
  })

  it('collects the namespaces of merged contexts', async () => {
    const inNamespace = (name: string, namespace: string) => ({
      name,
      context: { cluster: 'blue', user: 'ada', namespace },
    })
    const contexts = [inNamespace('b', 'shop'), inNamespace('again', 'risk')]
    expect(await read({ ...twoContexts, contexts })).toMatchObject([
      { name: 'b', namespaces: ['shop', 'risk'] },
    ])
  })

  it('distinguishes clusters by address and certificate authority', async () => {
    const clusters = [cluster('blue'), { ...cluster('blue', 'another CA'), name: 'green' }]
    const readResult = await read({ ...twoContexts, clusters })
    expect(new Set(readResult.map(({ fingerprint }) => fingerprint)).size).toBe(2)
  })

  it.each<[string, unknown, RegExp]>([
    [
      'a second user of one cluster',
      { ...twoContexts, contexts: [context('b', 'blue', 'ada'), context('c', 'blue', 'bob')] },
      /contexts b and c of the kubeconfig .* are of one cluster with different users/,
    ],
    [
      'an unknown cluster',
      { ...twoContexts, contexts: [context('x', 'none', 'ada')] },
      /context x/,
    ],
    ['a file without contexts', { ...twoContexts, contexts: [] }, /has no context/],
    ['another file', `token: [${secret}`, /is not a kubeconfig/],
  ])('refuses %s', async (_what, content, message) => {
    const failed = read(content)
    await expect(failed).rejects.toBeInstanceOf(ConfigError)
    await expect(failed).rejects.toThrow(message)
    await expect(failed).rejects.not.toThrow(secret)
  })

  it('refuses a file that cannot be read', async () => {
    const none = path.join(folder, 'none')
    await expect(readContexts(none, () => 0)).rejects.toThrow(/cannot be read/)
  })
})
