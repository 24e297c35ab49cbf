import fs from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { freePort } from '../../test/network/freePort'
import {
  closeAll,
  folder,
  openConsoles,
  scriptOf,
  startAndOpen,
} from '../../test/proxy/startedConsole'
import { envelope, secretId, secretKey, startUpstream } from '../../test/proxy/upstream'

afterEach(closeAll)

const lab = { name: 'lab', backend: { simulation: { world: 'demo' } } }

function write(data: string, accounts: readonly object[]): { GANTRY_ACCOUNTS: string } {
  const file = path.join(data, 'accounts.json')
  fs.writeFileSync(file, JSON.stringify(accounts))
  return { GANTRY_ACCOUNTS: file }
}

const prod = (endpoint: string) => ({
  name: 'prod',
  secretId,
  secretKey: { value: secretKey },
  regions: ['gz'],
  endpoints: { ccs: endpoint },
})

const count = (text: string) => JSON.parse(text).data.totalCount

describe('an account with a backend', () => {
  it('coexists with a remote one, and each receives its own calls', async () => {
    const upstream = await startUpstream()
    upstream.reply = () => envelope(0, 'Success', '', { totalCount: 0, clusters: [] })
    const data = folder()
    const { url } = await startAndOpen(data, write(data, [prod(upstream.url), lab]))
    const call = await scriptOf(url)
    const received = upstream.received.length
    expect(count((await call('DescribeCluster', {}, 'lab')).text)).toBeGreaterThan(0)
    expect(upstream.received).toHaveLength(received)
    expect(count((await call('DescribeCluster', {}, 'prod')).text)).toBe(0)
    expect(upstream.received).toHaveLength(received + 1)
    await upstream.close()
  })

  it('has generated keys that persist, and with which clients call the endpoint', async () => {
    const data = folder()
    const env = { ...write(data, [lab]), GANTRY_CLOUD_PORT: String(await freePort()) }
    const keysOf = () => {
      const text = fs.readFileSync(path.join(data, 'account-keys.json'), 'utf8')
      const keys = z.object({ secretId: z.string(), secretKey: z.string() })
      return z.parse(z.object({ lab: keys }), JSON.parse(text)).lab
    }
    const { running } = await startAndOpen(data, env)
    expect(Object.fromEntries(running.facts)).toMatchObject({
      Accounts: 'lab',
      Endpoint: expect.stringContaining(env.GANTRY_CLOUD_PORT),
    })
    const first = keysOf()
    expect(fs.statSync(path.join(data, 'account-keys.json')).mode & 0o777).toBe(0o600)
    for (const console of openConsoles.splice(0)) {
      await console.running.close()
      await console.store.close()
    }
    await startAndOpen(data, env)
    expect(keysOf()).toEqual(first)
  })

  it('stays when the file is reloaded', async () => {
    const upstream = await startUpstream()
    upstream.reply = () => envelope(0, 'Success', '', { totalCount: 0, clusters: [] })
    const data = folder()
    const { url } = await startAndOpen(data, write(data, [prod(upstream.url), lab]))
    const call = await scriptOf(url)
    write(data, [{ ...prod(upstream.url), name: 'renamed' }, lab])
    process.emit('SIGHUP')
    expect((await call('DescribeCluster', {}, 'renamed')).status).toBe(200)
    expect((await call('DescribeCluster', {}, 'prod')).status).toBe(400)
    expect((await call('DescribeCluster', {}, 'lab')).status).toBe(200)
    await upstream.close()
  })
})
