import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestProxy, testProxy } from '../../test/proxy/proxy'

let proxy: TestProxy

beforeAll(async () => {
  proxy = await testProxy()
})
afterAll(() => proxy.close())

describe('every response', () => {
  it.each<[string, RequestInit]>([
    ['/healthz', {}],
    ['/metrics', {}],
    ['/api/contract', {}],
    ['/api/session', {}],
    ['/api/nothing', {}],
    ['/api/call/DescribeCluster', { method: 'POST' }],
    [
      '/api/call/DescribeCluster',
      { method: 'OPTIONS', headers: { Origin: 'https://evil.example' } },
    ],
  ])('to %s %j has security headers and no-store', async (path, init) => {
    const { headers } = await proxy.send(path, init)
    const policy = (headers.get('Content-Security-Policy') ?? '').split('; ')
    expect(policy.toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "manifest-src 'self'",
      "object-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
    ])
    expect(headers.get('X-Frame-Options')).toBe('DENY')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f]{12}-[0-9a-f]{16}$/)
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(headers.get('Server') ?? headers.get('X-Powered-By')).toBeNull()
    expect(headers.get('Strict-Transport-Security')).toBeNull()
  })

  it('has Strict-Transport-Security for a year over TLS', async () => {
    const { headers } = await proxy.send('/healthz', {}, { address: '192.0.2.1', tls: true })
    expect(headers.get('Strict-Transport-Security')).toBe('max-age=31536000')
  })
})
