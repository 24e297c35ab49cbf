import { route } from './declare/route'

export const healthz = route('GET /healthz', {
  summary: 'The process answers.',
  access: 'public',
  media: 'text/plain',
})

export const readyz = route('GET /readyz', {
  summary: 'Answers 503 while something that the process needs is missing.',
  access: 'public',
  media: 'text/plain',
})

export const metrics = route('GET /metrics', {
  summary: 'Metrics in the text format of Prometheus.',
  access: 'public',
  media: 'text/plain',
})

const probePaths: ReadonlySet<string> = new Set(
  [healthz, readyz, metrics].map(({ id }) => id.slice(id.indexOf('/'))),
)

/**
 * Whether a path is a health check. Load balancers request these paths by address and often by
 * HTTP/1.0, so every host name is accepted for them.
 */
export const isProbePath = (path: string): boolean => probePaths.has(path)
