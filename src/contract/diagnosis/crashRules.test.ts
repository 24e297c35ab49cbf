import { describe, expect, it } from 'vitest'
import { diagnoseService } from './diagnose'
import { container, event, instance, serviceFacts, waiting } from './diagnosisTesting'
import type { Container } from './facts'

const crashed = '容器进程崩溃'

const exit = (exitCode: number, reason = 'Error', message = ''): Partial<Container> => ({
  lastExit: { exitCode, reason, message, endedAt: '2026-11-29 12:04:00' },
  restartCount: 4,
})

const backOff = event(
  'BackOff',
  'Back-off restarting failed container web in pod web-2-a_default(1)',
)

const first = (overrides: Partial<Container>, events = [backOff]) =>
  diagnoseService(serviceFacts(waiting(crashed, overrides), events))[0]

describe('a container that ends', () => {
  it.each([
    ['containerExited', exit(3), { exitCode: 3, restarts: 4 }],
    ['containerCompleted', exit(0, 'Completed'), { exitCode: 0 }],
    ['containerKilled', exit(139), { signal: 'SIGSEGV' }],
    ['containerKilled', exit(143), { signal: 'SIGTERM' }],
    ['outOfMemory', exit(137, 'OOMKilled'), { exitCode: 137 }],
    ['containerExited', exit(255), { exitCode: 255 }],
    ['containerCrashed', {}, { restarts: 0 }],
  ])('has the cause %s in Kubernetes’ words', (code, overrides, values) => {
    expect(first(overrides)).toMatchObject({
      code,
      values,
      since: Date.UTC(2026, 10, 29, 4, 0, 10),
    })
  })

  it('has its exit code in the simulation’s words too, and its log as evidence', () => {
    const delay = event('操作重试', 'Back-off restarting failed container=web pod=web-2-a_default')
    const logs = [{ instance: 'web-2-a', container: 'web', lines: ['ERROR exit status 1'] }]
    const facts = serviceFacts(waiting(crashed, exit(1)), [delay], { logs })
    expect(diagnoseService(facts)[0]).toMatchObject({
      code: 'containerExited',
      values: { container: 'web', exitCode: 1 },
      evidence: [
        { kind: 'field', field: 'lastExit', value: '1 Error' },
        { kind: 'event', reason: '操作重试' },
        { kind: 'log', lines: ['ERROR exit status 1'] },
      ],
    })
  })

  it('ran out of memory in the words of the API document too, with its limit', () => {
    const facts = serviceFacts(waiting('内存溢出'), [], {
      containers: [
        {
          containerName: 'web',
          cpu: 100,
          memory: 64,
          memoryLimits: 128,
          liveProbe: null,
          readyProbe: null,
        },
      ],
    })
    expect(diagnoseService(facts)[0]).toMatchObject({ code: 'outOfMemory', values: { limit: 128 } })
  })

  it.each([
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "serve": executable file not found in $PATH: unknown',
    'OCI runtime create failed: exec: "serve": stat serve: no such file or directory: unknown',
  ])('has a command that does not exist: %s', (message) => {
    expect(first(exit(128, 'StartError', message))).toMatchObject({
      code: 'commandMissing',
      values: { command: 'serve' },
    })
    const failed = event('Failed', `Error: ${message}`)
    expect(
      diagnoseService(serviceFacts(waiting('容器启动失败', exit(128)), [failed]))[0]?.code,
    ).toBe('commandMissing')
  })

  it('was ended by its liveness check, with the answer and the check', () => {
    const failed = event(
      'Unhealthy',
      'Liveness probe failed: HTTP probe failed with statuscode: 500',
    )
    const killing = event('Killing', 'Container web failed liveness probe, will be restarted', {
      level: 'Normal',
    })
    const facts = serviceFacts(waiting(crashed, exit(137)), [failed, killing, backOff], {
      containers: [
        {
          containerName: 'web',
          cpu: 0,
          memory: 0,
          memoryLimits: 0,
          readyProbe: null,
          liveProbe: {
            checkMethod: 'methodHttp',
            healthNum: 1,
            unhealthNum: 3,
            intervalTime: 10,
            timeOut: 2,
            delayTime: 0,
            methodTcp: null,
            methodCmd: null,
            methodHttp: { port: 8080, protocol: 'HTTP', path: '/healthz' },
          },
        },
      ],
    })
    expect(diagnoseService(facts)[0]).toMatchObject({
      code: 'livenessFailed',
      values: { check: 'HTTP 8080 /healthz', answer: 'HTTP probe failed with statuscode: 500' },
    })
    expect(diagnoseService(serviceFacts(waiting('存活检查失败')))[0]?.code).toBe('livenessFailed')
  })

  it('was ended by its startup check', () => {
    const failed = event('Unhealthy', 'Startup probe failed: dial tcp 10.0.0.9:80: i/o timeout')
    expect(first(exit(137), [failed])?.code).toBe('startupFailed')
  })

  it('is distinguished from another container of its instance', () => {
    const two = instance({
      reason: crashed,
      containers: [
        container({ reason: crashed, ...exit(1) }),
        container({ name: 'proxy', status: 'Running', reason: '' }),
      ],
    })
    const ofProxy = [
      event('Unhealthy', 'Liveness probe failed: timeout'),
      event('Killing', 'Container proxy failed liveness probe, will be restarted'),
    ]
    expect(diagnoseService(serviceFacts(two, ofProxy))).toMatchObject([
      { code: 'containerExited', values: { container: 'web' } },
    ])
  })

  it('shares one finding with the other instances that end in the same way', () => {
    const names = ['web-2-a', 'web-2-b']
    const instances = names.map((name) => ({ ...waiting(crashed, exit(3)), name }))
    const findings = diagnoseService({ ...serviceFacts(instance()), instances })
    expect(findings).toMatchObject([{ code: 'containerExited', objects: names }])
  })
})
