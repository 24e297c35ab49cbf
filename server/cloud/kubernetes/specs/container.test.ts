import { describe, expect, it } from 'vitest'
import { type Container, mergedContainer } from './container'

const wanted = (more: Partial<Container> = {}): Container => ({
  containerName: 'web',
  image: 'web:2',
  ...more,
})
const present = (more: object = {}) => ({ name: 'web', image: 'web:1', ...more })
const merged = (before: object, after: Partial<Container> = {}, foreign: string[] = []) =>
  mergedContainer(present(before), wanted(after), (name) => foreign.includes(name))

describe('a modified container', () => {
  it('has the requested settings and keeps those that the API cannot express', () => {
    const foreign = {
      lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
      envFrom: [{ configMapRef: { name: 'all' } }],
      imagePullPolicy: 'Always',
    }
    expect(merged({ ...foreign, workingDir: '/old' }, { workingDir: '/new' })).toEqual({
      name: 'web',
      image: 'web:2',
      workingDir: '/new',
      ...foreign,
    })
  })

  it('drops settings of the API that the request omits', () => {
    const before = {
      command: ['a'],
      args: ['b'],
      workingDir: '/w',
      env: [{ name: 'A', value: '1' }],
      livenessProbe: { tcpSocket: { port: 1 } },
      resources: { limits: { cpu: '1' } },
    }
    expect(merged(before)).toEqual({ name: 'web', image: 'web:2' })
  })

  it('keeps variables from references, and the order of variables', () => {
    const reference = { name: 'KEY', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }
    const env = [{ name: 'A', value: '1' }, reference, { name: 'B', value: '2' }]
    const envs = [
      { name: 'B', value: '3' },
      { name: 'C', value: '4' },
    ]
    expect(merged({ env }, { envs }).env).toEqual([
      reference,
      { name: 'B', value: '3' },
      { name: 'C', value: '4' },
    ])
  })

  it('gives a variable the requested value in place of its reference', () => {
    const env = [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }]
    const envs = [{ name: 'KEY', value: 'plain' }]
    expect(merged({ env }, { envs }).env).toEqual(envs)
  })

  it('keeps the spelling of unchanged quantities, and resources that the API lacks', () => {
    const resources = {
      requests: { cpu: '0.25', memory: '100M', 'nvidia.com/gpu': '1' },
      limits: { 'nvidia.com/gpu': '1' },
      claims: [{ name: 'gpu' }],
    }
    expect(merged({ resources }, { cpu: 250, memory: 96 }).resources).toEqual(resources)
    expect(merged({ resources }, { cpu: 300, memory: 96 }).resources).toMatchObject({
      requests: { cpu: '300m', memory: '100M', 'nvidia.com/gpu': '1' },
    })
  })

  it("gets the API's default limit only if the request changes", () => {
    const resources = { requests: { memory: '64Mi' } }
    expect(merged({ resources }, { memory: 64 }).resources).toEqual(resources)
    expect(merged({ resources }, { memory: 128 }).resources).toEqual({
      requests: { memory: '128Mi' },
      limits: { memory: '128Mi' },
    })
  })

  it('keeps checks that the API cannot express, and other fields of the checks that it can', () => {
    const grpc = { grpc: { port: 9 }, periodSeconds: 5 }
    expect(merged({ livenessProbe: grpc }).livenessProbe).toEqual(grpc)
    const before = {
      httpGet: { path: '/a', port: 80, httpHeaders: [{ name: 'Host', value: 'x' }] },
      terminationGracePeriodSeconds: 3,
      failureThreshold: 9,
    }
    const check = { type: 'liveCheck', checkMethod: 'methodHttp', port: 81, delayTime: 0 } as const
    expect(merged({ livenessProbe: before }, { healthCheck: [check] }).livenessProbe).toEqual({
      httpGet: { port: 81, httpHeaders: [{ name: 'Host', value: 'x' }] },
      terminationGracePeriodSeconds: 3,
    })
  })

  it('keeps mounts of volumes that the API cannot express', () => {
    const mounts = [
      { name: 'keys', mountPath: '/keys' },
      { name: 'old', mountPath: '/old' },
      { name: 'data', mountPath: '/data', subPath: 'a', readOnly: true },
    ]
    const volumeMounts = [{ volumeName: 'data', mountPath: '/data', mode: 'rw' as const }]
    expect(merged({ volumeMounts: mounts }, { volumeMounts }, ['keys']).volumeMounts).toEqual([
      { name: 'keys', mountPath: '/keys' },
      { name: 'data', mountPath: '/data', subPath: 'a' },
    ])
  })

  it('keeps the words of an equivalent command', () => {
    const command = ['/bin/sh', '-c', 'run --fast']
    expect(merged({ command }, { command: 'run --fast' }).command).toEqual(command)
    expect(merged({ command }, { command: '/bin/run' }).command).toEqual(['/bin/run'])
  })

  it('changes only `privileged` in the security context', () => {
    const securityContext = { runAsUser: 1, privileged: true }
    expect(merged({ securityContext }, { privileged: true }).securityContext).toEqual(
      securityContext,
    )
    expect(merged({ securityContext }).securityContext).toEqual({ runAsUser: 1 })
  })
})
