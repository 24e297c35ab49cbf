import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { formatLine } from '../log'
import { createReloadableAccounts } from './liveAccounts'

let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync('/tmp/gantry-accounts-')
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text)
const account = {
  name: 'prod',
  secretId: { file: 'id' },
  secretKey: { file: 'key' },
  token: { env: 'TOKEN' },
  regions: ['gz'],
}

it('reloads keys without a restart, and keeps the old ones if the new ones cannot be read', () => {
  write('accounts.json', JSON.stringify([account]))
  write('id', 'AKIDone')
  write('key', 'first-key')
  const env: Record<string, string> = { TOKEN: 'token-one' }
  const reloadable = createReloadableAccounts(path.join(folder, 'accounts.json'), env)
  const [first] = reloadable.accounts
  expect(first).toMatchObject({ secretId: 'AKIDone', secretKey: 'first-key', token: 'token-one' })
  expect(reloadable.reload()).toBe(false)
  write('id', 'AKIDtwo')
  write('key', 'second-key')
  expect(reloadable.reload()).toBe(true)
  expect(reloadable.accounts).toMatchObject([{ secretId: 'AKIDtwo', secretKey: 'second-key' }])
  write('accounts.json', '[')
  expect(reloadable.reload()).toBe(false)
  write('key', '')
  write('accounts.json', JSON.stringify([account]))
  expect(reloadable.reload()).toBe(false)
  expect(reloadable.accounts).toMatchObject([{ secretKey: 'second-key' }])
  write('key', 'second-key')
  write('accounts.json', JSON.stringify([account, { ...account, name: 'two' }]))
  expect(reloadable.reload()).toBe(true)
  expect(reloadable.accounts.map(({ name }) => name)).toEqual(['prod', 'two'])
})

it('masks both the old and the new keys in the log', () => {
  write('accounts.json', JSON.stringify([account]))
  const setKey = (secretKey: string) => {
    write('id', `AKID${secretKey}`)
    write('key', `key-${secretKey}`)
  }
  setKey('number-one')
  const reloadable = createReloadableAccounts(path.join(folder, 'accounts.json'), {
    TOKEN: 'token-number-one',
  })
  setKey('number-two')
  const line = (message: string) =>
    formatLine({ error: `AKID${message} key-${message} token-${message}` }, new Date(0))
  expect(line('number-one')).not.toMatch(/number/)
  expect(line('number-two')).toMatch(/AKIDnumber-two key-number-two/)
  reloadable.reload()
  expect(line('number-two')).toMatch(/"•+ •+ token-number-two"/)
})

it('reports every account whose credentials cannot be read', () => {
  const otherAccount = { ...account, name: 'other', secretKey: { env: 'NO_KEY' } }
  write('accounts.json', JSON.stringify([account, otherAccount]))
  expect(() => createReloadableAccounts(path.join(folder, 'accounts.json'), {})).toThrow(
    /Account prod: secretId names the file id.*\n.*\n.*\nAccount other: secretId.*\nAccount other: secretKey names the environment variable NO_KEY/,
  )
})

it('writes no credential to the log, whether read at startup or rotated', () => {
  write('accounts.json', JSON.stringify([account]))
  write('id', 'AKIDlogged-first')
  write('key', 'logged-first-key')
  const env: Record<string, string> = { TOKEN: 'logged-first-token' }
  const reloadable = createReloadableAccounts(path.join(folder, 'accounts.json'), env)
  const logged = (text: string) => formatLine({ event: 'failure', error: text }, new Date(0))
  const firstSecrets = ['AKIDlogged-first', 'logged-first-key', 'logged-first-token']
  for (const secret of firstSecrets)
    expect(logged(`refused ${secret}`), secret).not.toContain(secret)
  const nextSecrets = ['AKIDlogged-second', 'logged-second-key', 'logged-second-token']
  const [id = '', key = '', token = ''] = nextSecrets
  write('id', id)
  write('key', key)
  env.TOKEN = token
  expect(reloadable.reload()).toBe(true)
  for (const secret of [...firstSecrets, ...nextSecrets]) {
    expect(logged(`refused ${secret}`), secret).not.toContain(secret)
  }
})
