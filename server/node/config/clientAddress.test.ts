import { expect, it } from 'vitest'
import { isClientAddressKnown } from './clientAddress'
import { readConfig } from './config'

const tls = { GANTRY_TLS_CERT: 'cert.pem', GANTRY_TLS_KEY: 'key.pem' }

it.each([
  ['without a public address', {}, true],
  ['behind a proxy with TLS', { GANTRY_PUBLIC_URL: 'https://gantry.example' }, false],
  ['behind a proxy without TLS', { GANTRY_PUBLIC_URL: 'http://gantry.example:8080' }, false],
  ['behind a proxy on this machine', { GANTRY_PUBLIC_URL: 'http://localhost:9000' }, false],
  ['at its own local name', { GANTRY_PUBLIC_URL: 'http://localhost:8080' }, true],
  [
    'behind a trusted proxy',
    { GANTRY_PUBLIC_URL: 'https://gantry.example', GANTRY_TRUSTED_PROXIES: '127.0.0.1' },
    true,
  ],
  ['with TLS of its own', { GANTRY_PUBLIC_URL: 'https://gantry.example', ...tls }, true],
  [
    'on a private network',
    {
      GANTRY_HOST: '0.0.0.0',
      GANTRY_ALLOW_PLAIN_HTTP: '1',
      GANTRY_PUBLIC_URL: 'http://gantry.lan:8080',
    },
    true,
  ],
])('%s, with %j, the addresses of clients are known: %s', (_where, env, isKnown) => {
  expect(isClientAddressKnown(readConfig(env))).toBe(isKnown)
})
