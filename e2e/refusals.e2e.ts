import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-refusals-'))
test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const elsewhere = { GANTRY_HOST: '203.0.113.7', GANTRY_ALLOW_PLAIN_HTTP: '1' }

for (const [what, env, words] of [
  [
    'a folder that cannot be made',
    { GANTRY_DATA: '/proc/nobody/gantry' },
    /GANTRY_DATA.*cannot be opened.*Set it to a folder/,
  ],
  [
    'a database that does not answer',
    { GANTRY_DATABASE_URL: 'postgres://gantry:hidden@127.0.0.1:1/gantry' },
    /GANTRY_DATABASE_URL cannot be opened.*ECONNREFUSED.*Set it to/,
  ],
  ['an address of another machine', elsewhere, /203\.0\.113\.7 is no address of this machine; set/],
  [
    'a certificate that is missing',
    { GANTRY_TLS_CERT: '/no', GANTRY_TLS_KEY: '/no' },
    /GANTRY_TLS_CERT.*set it to/,
  ],
  [
    'proxies that are none',
    { GANTRY_TRUSTED_PROXIES: 'front' },
    /GANTRY_TRUSTED_PROXIES is "front"/,
  ],
] as const) {
  test(`a start with ${what} ends at once, with a sentence and no stack`, () => {
    const { status, stderr } = spawnSync(process.execPath, ['dist/server/main.js'], {
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
    expect(status).toBe(1)
    expect(stderr).toMatch(words)
    expect(stderr).not.toMatch(/^\s+at |hidden/m)
  })
}
