import http from 'node:http'
import { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { createTrustedMatcher, peerOf } from './forwarded'

const trusted = createTrustedMatcher(['10.0.0.0/8', 'fd00::/8', '192.0.2.7', '2001:db8:7::7'])

const secured = () => new TLSSocket(new Socket())

function peer(
  remote: string,
  headers: http.IncomingHttpHeaders,
  socket = new Socket(),
  isTlsInFront = false,
) {
  Object.defineProperty(socket, 'remoteAddress', { value: remote })
  const incoming = new http.IncomingMessage(socket)
  incoming.headers = headers
  return peerOf(incoming, trusted ?? (() => false), isTlsInFront)
}

describe('peerOf', () => {
  it.each([
    ['203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['fd00::1', '2001:db8::1', '2001:db8::1'],
    ['192.0.2.7', '6.6.6.6, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['192.0.2.7', '198.51.100.1, nonsense', '192.0.2.7'],
    ['192.0.2.7', '198.51.100.1:4711', '198.51.100.1'],
    ['192.0.2.7', '6.6.6.6, [2001:db8::1]:4711, 10.9.9.9:80', '2001:db8::1'],
    ['192.0.2.7', '[2001:db8::1]', '2001:db8::1'],
    ['192.0.2.7', '', '192.0.2.7'],
    ['192.0.2.8', '198.51.100.1', '192.0.2.8'],
    ['::ffff:203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['192.0.2.7', '6.6.6.6, ::ffff:198.51.100.1, ::ffff:10.9.9.9', '198.51.100.1'],
    ['2001:db8:7::7', '198.51.100.1', '198.51.100.1'],
    ['2001:db8:7::7', '::ffff:c633:6401', '::ffff:c633:6401'],
    ['', '198.51.100.1', ''],
  ])('reads the peer %s with X-Forwarded-For: %s as the client %s', (remote, chain, address) => {
    expect(peer(remote, { 'x-forwarded-for': chain }).address).toBe(address)
  })

  it('trusts X-Forwarded-Proto of a trusted proxy only', () => {
    const headers = { 'x-forwarded-proto': 'https' }
    expect(peer('10.0.0.1', headers).tls).toBe(true)
    expect(peer('10.0.0.1', { 'x-forwarded-proto': 'http' }).tls).toBe(false)
    expect(peer('203.0.113.9', headers).tls).toBe(false)
  })

  it('reports the TLS of the connection without a trusted header', () => {
    expect(peer('203.0.113.9', {}, secured()).tls).toBe(true)
    expect(peer('203.0.113.9', { 'x-forwarded-proto': 'http' }, secured()).tls).toBe(true)
    expect(peer('10.0.0.1', {}, secured()).tls).toBe(true)
    expect(peer('10.0.0.1', {}).tls).toBe(false)
    expect(peer('10.0.0.1', { 'x-forwarded-proto': 'http' }, secured()).tls).toBe(false)
  })

  it.each(['https, https', 'https,https', ' HTTPS '])(
    'reports TLS for X-Forwarded-Proto %j',
    (header) => {
      expect(peer('10.0.0.1', { 'x-forwarded-proto': header }).tls).toBe(true)
    },
  )

  it('reports the TLS of the public URL for a trusted proxy that sends no scheme', () => {
    expect(peer('10.0.0.1', {}, new Socket(), true).tls).toBe(true)
    expect(peer('10.0.0.1', { 'x-forwarded-proto': 'http' }, new Socket(), true).tls).toBe(false)
    expect(peer('203.0.113.9', {}, new Socket(), true).tls).toBe(false)
  })

  it('marks only requests of a trusted proxy as forwarded', () => {
    expect(peer('10.0.0.1', {}).isForwarded).toBe(true)
    expect(peer('203.0.113.9', { 'x-forwarded-for': '10.0.0.1' }).isForwarded).toBeUndefined()
  })

  // The client may have forged the first value; a proxy only appends to the header.
  it.each(['https, http', 'http, https', 'https,', 'httpsx', ''])(
    'reports no TLS for X-Forwarded-Proto %j',
    (header) => {
      expect(peer('10.0.0.1', { 'x-forwarded-proto': header }).tls).toBe(false)
    },
  )

  it.each(['10.0.0.0/33', 'proxy.example', '10.0.0.1/8/8', '10.0.0.0/', 'fd00::/129', '::/x'])(
    'trustedOf refuses %s',
    (value) => expect(createTrustedMatcher([value])).toBeUndefined(),
  )
})
