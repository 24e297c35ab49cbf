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
