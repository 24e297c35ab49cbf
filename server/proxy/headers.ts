const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // Mantine sets CSS variables in style attributes and in one style element.
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

const always: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/** Sets what every answer of the console carries; what does not say how it may be kept is not kept. */
export function secure(answer: Response, tls: boolean): Response {
  for (const [name, value] of Object.entries(always)) answer.headers.set(name, value)
  if (tls) answer.headers.set('Strict-Transport-Security', 'max-age=31536000')
  if (!answer.headers.has('Cache-Control')) answer.headers.set('Cache-Control', 'no-store')
  return answer
}
