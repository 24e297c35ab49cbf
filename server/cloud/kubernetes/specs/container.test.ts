import { describe, expect, it } from 'vitest'
import { type Container, mergedContainer } from './container'

const desired = (overrides: Partial<Container> = {}): Container => ({
  containerName: 'web',
  image: 'web:2',
  ...overrides,
})
const current = (overrides: object = {}) => ({ name: 'web', image: 'web:1', ...overrides })
const merged = (before: object, after: Partial<Container> = {}, foreign: string[] = []) =>
  mergedContainer(current(before), desired(after), (name) => foreign.includes(name))

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

  it('keeps quantities below the minimum of the API until the request has others', () => {
    const resources = { requests: { cpu: '50m' }, limits: { cpu: '80m', memory: '2Mi' } }
    expect(merged({ resources }).resources).toEqual(resources)
    expect(merged({ resources }, { cpu: 100, cpuLimits: 200 }).resources).toEqual({
      requests: { cpu: '100m' },
      limits: { cpu: '200m', memory: '2Mi' },
    })
  })

  it('keeps empty objects, whose removal would start a rollout', () => {
    expect(merged({ securityContext: {}, resources: {} })).toEqual({
      name: 'web',
      image: 'web:2',
      securityContext: {},
      resources: {},
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

  it('keeps the split into arguments of an equivalent command', () => {
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
