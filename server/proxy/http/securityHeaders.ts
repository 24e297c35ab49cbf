const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // Mantine sets CSS variables in style attributes and in a style element.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ')

const commonHeaders: readonly (readonly [name: string, value: string])[] = [
  ['content-security-policy', contentSecurityPolicy],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
]

interface WithHeaders {
  headers: { has(name: string): boolean; set(name: string, value: string): unknown }
}

/** Sets the headers of every response; responses without Cache-Control get `no-store`. */
export function setSecurityHeaders<T extends WithHeaders>(answer: T, tls: boolean): T {
  for (const [name, value] of commonHeaders) answer.headers.set(name, value)
  if (tls) answer.headers.set('strict-transport-security', 'max-age=31536000')
  if (!answer.headers.has('cache-control')) answer.headers.set('cache-control', 'no-store')
  return answer
}
