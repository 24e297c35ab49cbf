import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { accountsWithoutTls, readAccountsFile } from './accounts'
import { ConfigError } from './configError'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-accounts-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))

function fileOf(content: unknown): string {
  const file = path.join(folder, 'accounts.json')
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const prod = {
  name: 'prod',
  secretId: 'AKID1',
  secretKey: { value: 'quite-secret' },
  regions: ['gz', 'ap-shanghai', 'szx'],
  endpoints: { ccs: 'https://ccs.example.com', monitor: 'https://mon.example.com/v2/index.php' },
}
const readAll = (content: unknown, env = {}) => readAccountsFile(fileOf(content), env).remote

describe('readAccountsFile', () => {
  it('reads accounts and fills in defaults', () => {
    const dev = { ...prod, name: 'dev', token: 't', signatureMethod: 'HmacSHA1', production: true }
    expect(readAll([prod, dev])).toEqual([
      { ...prod, secretKey: 'quite-secret', signatureMethod: 'HmacSHA256', production: false },
      { ...dev, secretKey: 'quite-secret' },
    ])
  })

  it('leaves `endpoints` undefined if the file has none', () => {
    const { endpoints: _none, ...rest } = prod
    expect(readAll([rest])[0]).not.toHaveProperty('endpoints')
  })

  it('reads keys from the environment and from files relative to the accounts file', () => {
    fs.writeFileSync(path.join(folder, 'key'), 'from-file\n')
    const some = [
      { ...prod, name: 'a', secretKey: { env: 'PROD_KEY' } },
      { ...prod, name: 'b', secretKey: { file: 'key' } },
    ]
    const keys = readAll(some, { PROD_KEY: 'from-env' }).map(({ secretKey }) => secretKey)
    expect(keys).toEqual(['from-env', 'from-file'])
  })

  it.each<[unknown, RegExp]>([
    ['{', /not JSON/],
    // Short enough for the message of JSON.parse to quote the whole text.
    ['{"k":quite-secret}', /not JSON/],
    [{}, /the list must be a list/],
    [[], /the list must have at least 1 item/],
    [[{ ...prod, name: '' }], /account 1 name must not be empty/],
    [[prod, { ...prod, name: 'b', regions: [] }], /account 2 regions must have at least 1/],
    [[{ ...prod, regions: ['Guang zhou'] }], /account 1 regions\.0 must be a region/],
    [[{ ...prod, secretKey: {} }], /exactly one of "env", "file" and "value"/],
    [[{ ...prod, secretKey: 'quite-secret' }], /account 1 secretKey must be an object/],
    [[{ ...prod, secretKey: { env: 'A', value: 'quite-secret' } }], /exactly one/],
    [[{ ...prod, secretKey: { env: 'NO_SUCH' } }], /prod.*NO_SUCH.*set it/],
    [[{ ...prod, secretKey: { file: 'none' } }], /prod.*none.*cannot be read/],
    [[{ ...prod, secretkey: {} }], /account 1 secretkey is not a known field/],
    [[{ ...prod, endpoints: { ccs: 'ccs.example.com' } }], /endpoints\.ccs must be an http/],
    [[{ ...prod, endpoints: { ccs: 'https://u:quite-secret@h' } }], /without user/],
    [[{ ...prod, endpoints: { ccs: 'https://:quite-secret@h' } }], /without user/],
    [[{ ...prod, endpoints: { ccs: 'https://h/#part' } }], /without user, query and fragment/],
    [
      [{ ...prod, regions: ['gz', 'ap-guangzhou'] }],
      /account 1 regions must not contain a region tw/,
    ],
    [[{ ...prod, endpoints: { cos: 'https://h' } }], /account 1 endpoints/],
    [[{ ...prod, signatureMethod: 'MD5' }], /signatureMethod must be one of HmacSHA1/],
    [[prod, prod], /two accounts with the same name/],
  ])('refuses %j with a message about the fault', (content, message) => {
    expect(() => readAll(content)).toThrow(ConfigError)
    expect(() => readAll(content)).toThrow(message)
    expect(() => readAll(content)).not.toThrow(/quite-secret/)
  })

  it('refuses a missing file', () => {
    expect(() => readAccountsFile(path.join(folder, 'none.json'), {})).toThrow(/cannot be read/)
  })
})

describe('accounts with a backend', () => {
  const kubernetes = { name: 'k', backend: { kubernetes: { kubeconfig: 'config' } } }
  const simulation = { name: 's', backend: { simulation: { world: 'empty', speed: 60 } } }
  const keys = { secretId: 'AKID2', secretKey: { value: 'quite-secret' } }
  const readOwn = (content: unknown) => readAccountsFile(fileOf(content), {}).own

  it('coexist with remote ones, with or without keys', () => {
    expect(readOwn([kubernetes, prod, { ...simulation, ...keys, production: true }])).toEqual([
      { ...kubernetes, production: false },
      { ...simulation, production: true, keys: { secretId: 'AKID2', secretKey: 'quite-secret' } },
    ])
    expect(readAll([kubernetes, prod]).map(({ name }) => name)).toEqual(['prod'])
  })

  it.each<[unknown, RegExp]>([
    [[prod, { ...kubernetes, regions: ['gz'] }], /account 2 regions is not a known field/],
    [[{ ...kubernetes, secretId: 'AKID' }], /account 1 must have both secretId and secretKey/],
    [[{ name: 'k', backend: {} }], /account 1 backend must have exactly one of/],
    [
      [{ name: 'k', backend: { kubernetes: {} } }],
      /kubernetes must have exactly one of "kubeconfig" and "inCluster"/,
    ],
    [
      [{ name: 'k', backend: { kubernetes: { inCluster: true, contexts: ['a'] } } }],
      /can have "contexts" only with "kubeconfig"/,
    ],
    [[{ name: 'k', backend: { docker: {} } }], /backend\.docker is not a known field/],
    [
      [{ name: 's', backend: { simulation: { world: 'mars' } } }],
      /backend\.simulation\.world must be one of/,
    ],
    [
      [{ name: 'k', backend: { kubernetes: { kubeconfig: 'c', regions: { a: 'moon' } } } }],
      /regions\.a must be a region/,
    ],
    [
      [{ name: 'k', backend: { kubernetes: { kubeconfig: 'c', innerLoadBalancers: { a: {} } } } }],
      /innerLoadBalancers\.a must have annotations/,
    ],
    [
      [{ name: 'k', backend: { kubernetes: { kubeconfig: 'c', namespaces: ['../shop'] } } }],
      /namespaces\.0 must be the name of a namespace/,
    ],
    [
      [
        { ...kubernetes, ...keys },
        { ...simulation, ...keys },
      ],
      /have one secretId/,
    ],
    [[simulation, { ...simulation, name: 't' }], /two simulations/],
    [[simulation, { ...prod, name: 's' }], /two accounts with the same name/],
  ])('are refused with %j', (content, message) => {
    expect(() => readOwn(content)).toThrow(ConfigError)
    expect(() => readOwn(content)).toThrow(message)
  })
})

it('plainAccounts names the accounts whose calls leave the machine without TLS', () => {
  const at = (name: string, ccs: string) => ({ ...prod, name, endpoints: { ccs } })
  const accounts = readAll([
    at('far', 'http://ccs.example.com'),
    at('near', 'http://127.0.0.1:8081'),
    at('safe', 'https://ccs.example.com'),
  ])
  expect(accountsWithoutTls(accounts)).toEqual(['far'])
})
