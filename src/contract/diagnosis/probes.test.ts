import { expect, it } from 'vitest'
import { diagnoseService } from './diagnose'
import { event, serviceFacts, waiting } from './diagnosisTesting'

const unhealthy = { ...waiting('健康检查失败'), status: 'NotReady' as const }

it.each([
  [
    'Readiness probe failed: HTTP probe failed with statuscode: 503',
    'HTTP probe failed with statuscode: 503',
  ],
  [
    'Readiness probe failed: Get "http://10.0.0.9:8080/healthz": dial tcp 10.0.0.9:8080: connect: connection refused',
    'Get "http://10.0.0.9:8080/healthz": dial tcp 10.0.0.9:8080: connect: connection refused',
  ],
  ['Readiness probe errored and resulted in unknown state: rpc error', 'rpc error'],
])('a failing readiness check has its answer in Kubernetes’ words: %s', (message, answer) => {
  expect(diagnoseService(serviceFacts(unhealthy, [event('Unhealthy', message)]))).toMatchObject([
    {
      code: 'readinessFailed',
      values: { container: 'web', answer },
      since: Date.UTC(2026, 10, 29, 4, 0, 10),
    },
  ])
})

it('a failing readiness check has no answer in the simulation’s words', () => {
  const events = [event('Unhealthy', 'Readiness probe failed on container web')]
  expect(diagnoseService(serviceFacts(unhealthy, events))).toMatchObject([
    { code: 'readinessFailed', values: { container: 'web', answer: '' } },
  ])
})

it('a container that is not ready yet is a finding only once a check has failed', () => {
  const notReady = { ...waiting('容器未就绪'), status: 'NotReady' as const }
  const { service } = serviceFacts(notReady)
  const starting = { service: { ...service, status: 'Waiting' as const } }
  expect(diagnoseService(serviceFacts(notReady, [], starting))).toEqual([])
  const events = [event('Unhealthy', 'Readiness probe failed: dial tcp: i/o timeout')]
  expect(diagnoseService(serviceFacts(notReady, events, starting))).toHaveLength(1)
})
