import { describe, expect, it } from 'vitest'
import { isBehindProxy, readConfig } from './config'

const certificate = { GANTRY_TLS_CERT: 'cert.pem', GANTRY_TLS_KEY: 'key.pem' }

it('accepts an open host with a certificate or trusted proxies', () => {
  for (const env of [certificate, { GANTRY_TRUSTED_PROXIES: '10.0.0.5 10.1.0.0/16, fd00::/8' }]) {
    expect(readConfig({ GANTRY_HOST: '0.0.0.0', ...env }).host).toBe('0.0.0.0')
  }
})

it.each([
  [{ GANTRY_HOST: '0.0.0.0', GANTRY_TRUSTED_PROXIES: '10.0.0.5' }, true],
  [{ GANTRY_HOST: '0.0.0.0', GANTRY_TRUSTED_PROXIES: '10.0.0.5', ...certificate }, false],
  [{ GANTRY_HOST: '0.0.0.0', GANTRY_ALLOW_PLAIN_HTTP: '1' }, false],
  [{ GANTRY_TRUSTED_PROXIES: '10.0.0.5' }, false],
])('isBehindProxy with %j is %s', (env, expected) => {
  const config = readConfig(env)
  expect(isBehindProxy(config, config)).toBe(expected)
})

describe('GANTRY_CLOUD_HOST', () => {
  const files = { GANTRY_CLOUD_TLS_CERT: 'cert.pem', GANTRY_CLOUD_TLS_KEY: 'key.pem' }
  const openHost = { GANTRY_CLOUD_HOST: '0.0.0.0' }

  it('defaults to loopback', () => {
    expect(readConfig({}).cloud.host).toBe('127.0.0.1')
    expect(readConfig({ GANTRY_CLOUD_HOST: '[::1]' }).cloud.host).toBe('::1')
  })

  it.each([
    [openHost],
    [{ ...openHost, ...certificate }],
    [{ ...openHost, GANTRY_ALLOW_PLAIN_HTTP: '0' }],
  ])(
    'is refused with %j, because the endpoint would serve other machines over plain HTTP',
    (env) => {
      expect(() => readConfig(env)).toThrow(
        /GANTRY_CLOUD_HOST is "0\.0\.0\.0".*plain HTTP.*GANTRY_CLOUD_TLS_CERT/,
      )
    },
  )

  it.each([
    [{ ...openHost, ...files }, false],
    [{ ...openHost, GANTRY_TRUSTED_PROXIES: '10.0.0.5' }, true],
    [{ ...openHost, ...files, GANTRY_TRUSTED_PROXIES: '10.0.0.5' }, false],
    [{ ...openHost, GANTRY_ALLOW_PLAIN_HTTP: '1' }, false],
  ])('is accepted with %j; isBehindProxy is %s', (env, expected) => {
    const config = readConfig(env)
    expect(config.cloud.host).toBe('0.0.0.0')
    expect(isBehindProxy(config.cloud, config)).toBe(expected)
    expect(isBehindProxy(config, config)).toBe(false)
  })

  it('must be an address or a name', () => {
    expect(() => readConfig({ GANTRY_CLOUD_HOST: '127.0.0.1:8081' })).toThrow(/GANTRY_CLOUD_HOST/)
  })
})
