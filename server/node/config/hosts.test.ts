import os from 'node:os'
import { describe, expect, it } from 'vitest'
import { readConfig } from './config'
import { formatHostForUrl, hostsOf } from './hosts'

const certificate = { GANTRY_TLS_CERT: 'cert.pem', GANTRY_TLS_KEY: 'key.pem' }

describe('hostsOf', () => {
  it('returns the loopback names, the host and the public name', () => {
    const env = { GANTRY_PUBLIC_URL: 'https://Gantry.Example:8443' }
    expect(hostsOf(readConfig(env))).toEqual(
      expect.arrayContaining(['localhost', '127.0.0.1', '[::1]', 'gantry.example']),
    )
  })

  it('returns all names of this machine for a wildcard address', () => {
    for (const GANTRY_HOST of ['::', '0.0.0.0']) {
      const wildcardHosts = hostsOf(readConfig({ GANTRY_HOST, GANTRY_ALLOW_PLAIN_HTTP: '1' }))
      expect(wildcardHosts.length).toBeGreaterThan(hostsOf(readConfig({})).length)
      expect(wildcardHosts).toContain(os.hostname().toLowerCase())
      expect(wildcardHosts).not.toContain(formatHostForUrl(GANTRY_HOST))
    }
  })

  it.each([
    ['Console.Example', 'console.example'],
    ['2001:DB8::1', '[2001:db8::1]'],
    ['[2001:db8::1]', '[2001:db8::1]'],
  ])('writes %s as in a URL: %s', (GANTRY_HOST, expected) => {
    expect(hostsOf(readConfig({ GANTRY_HOST, ...certificate }))).toContain(expected)
  })

  it('strips the brackets of an IPv6 host in the configuration', () => {
    expect(readConfig({ GANTRY_HOST: '[::1]' }).host).toBe('::1')
  })
})
