import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { cloudKeys } from './cloudKeys'
import { readConfig } from './config'
import { ConfigError } from './configError'

let data: string
beforeEach(() => {
  data = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-keys-'))
})
afterEach(() => fs.rmSync(data, { recursive: true }))

const keys = (env = {}) => cloudKeys(readConfig({ GANTRY_DATA: data, ...env }))

it('generates a pair once and stores it readable by the owner only', () => {
  const generated = keys()
  expect(generated.secretId).toMatch(/^AKID[A-Za-z0-9]{32}$/)
  expect(generated.secretKey).toMatch(/^[A-Za-z0-9]{32}$/)
  expect(keys()).toEqual(generated)
  expect(fs.statSync(generated.file ?? '').mode & 0o777).toBe(0o600)
})

it('uses the keys of the environment and writes no file', () => {
  const env = { GANTRY_CLOUD_SECRET_ID: 'AKID1', GANTRY_CLOUD_SECRET_KEY: 'key' }
  expect(keys(env)).toEqual({ secretId: 'AKID1', secretKey: 'key' })
  expect(fs.readdirSync(data)).toEqual([])
})

it.each(['', '{}', '{"secretId":"AKID1"}', 'null'])('refuses a damaged file: %j', (text) => {
  const { file } = keys()
  fs.writeFileSync(file ?? '', text)
  expect(keys).toThrow(ConfigError)
  expect(keys).toThrow(/delete it/)
})
