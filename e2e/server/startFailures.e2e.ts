import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { startUpstream } from '../../server/test/proxy/upstream'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-refusals-'))
test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const start = (env: Record<string, string>) =>
  spawnSync(process.execPath, ['dist/server/main.js'], {
    env: {
      PATH: process.env.PATH ?? '',
      GANTRY_DATA: folder,
      GANTRY_PORT: '0',
      GANTRY_CLOUD_PORT: '0',
      ...env,
    },
    encoding: 'utf8',
    timeout: 30_000,
  })

const unownedHost = { GANTRY_HOST: '203.0.113.7', GANTRY_ALLOW_PLAIN_HTTP: '1' }

const accounts = path.join(folder, 'accounts.json')
const account = { name: 'prod', secretId: 'AKID1', secretKey: { env: 'NO_KEY' }, regions: ['gz'] }
const otherAccount = { ...account, name: 'dev', secretKey: { file: 'none' } }
fs.writeFileSync(accounts, JSON.stringify([account, otherAccount]))

for (const [what, env, message] of [
  ['an invalid port', { GANTRY_PORT: '80a' }, /^GANTRY_PORT is "80a"; set it to/],
  [
    'a folder that cannot be created',
    { GANTRY_DATA: '/proc/nobody/gantry' },
    /GANTRY_DATA.*cannot be opened.*Set it to a folder/,
  ],
  [
    'a database that does not answer',
    { GANTRY_DATABASE_URL: 'postgres://gantry:hidden@127.0.0.1:1/gantry' },
    /GANTRY_DATABASE_URL cannot be opened.*ECONNREFUSED.*Set it to/,
  ],
  [
    'accounts without keys',
    { GANTRY_ACCOUNTS: accounts },
    /^Account prod: .*NO_KEY; set it .*\nAccount dev: .*none, .*put the key there\.\n$/,
  ],
  [
    'an address of another machine',
    unownedHost,
    /203\.0\.113\.7 is not an address of this machine; set/,
  ],
  [
    'a missing certificate',
    { GANTRY_TLS_CERT: '/no', GANTRY_TLS_KEY: '/no' },
    /GANTRY_TLS_CERT.*set it to/,
  ],
  [
    'invalid trusted proxies',
    { GANTRY_TRUSTED_PROXIES: 'front' },
    /GANTRY_TRUSTED_PROXIES is "front"/,
  ],
] as const) {
  test(`a start with ${what} fails at once with a message and no stack trace`, () => {
    const { status, stderr } = start(env)
    expect(status).toBe(1)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/^\s+at |hidden/m)
  })
}

test('a start on an occupied port names the port and the remedy', async () => {
  const upstream = await startUpstream()
  const { port } = new URL(upstream.url)
  const { status, stderr } = start({ GANTRY_PORT: port })
  await upstream.close()
  expect(stderr).toMatch(
    new RegExp(`^Port ${port} is already in use\\. Stop the program that uses it, or set `),
  )
  expect(status).toBe(1)
})
