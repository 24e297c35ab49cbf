import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { ConfigError } from '../config/configError'
import { inClusterContext } from './inCluster'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-service-account-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))

const write = (name: string, content: string) =>
  fs.writeFileSync(path.join(folder, name), `${content}\n`)
beforeEach(() => {
  write('token', 'first-token')
  write('ca.crt', 'CA')
  write('namespace', 'gantry')
})

const env = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '6443' }
let now = 0
const openContext = (from: Record<string, string> = env) =>
  inClusterContext(from, () => now, folder)

describe('the cluster in which Gantry runs', () => {
  it('is a context called in-cluster, with the service account of the pod', async () => {
    const context = openContext()
    expect(context).toMatchObject({
      name: 'in-cluster',
      server: 'https://10.0.0.1:6443',
      namespaces: ['gantry'],
    })
    expect(await context.credentials()).toMatchObject({
      headers: { Authorization: 'Bearer first-token' },
      tls: { ca: 'CA', rejectUnauthorized: true },
    })
  })

  it('is reached at an IPv6 address too', () => {
    expect(openContext({ ...env, KUBERNETES_SERVICE_HOST: 'fd00::1' }).server).toBe(
      'https://[fd00::1]:6443',
    )
  })

  it('uses the token that replaces an expiring one', async () => {
    const context = openContext()
    await context.credentials()
    write('token', 'next-token')
    now += 20_000
    expect(await context.credentials()).toMatchObject({
      headers: { Authorization: 'Bearer next-token' },
    })
  })

  it.each([
    ['a missing address', {}],
    ['an empty address', { KUBERNETES_SERVICE_HOST: '' }],
  ])('is refused with %s', (_what, from) => {
    expect(() => openContext(from)).toThrow(ConfigError)
  })
})
