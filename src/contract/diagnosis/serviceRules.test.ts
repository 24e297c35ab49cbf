import { describe, expect, it } from 'vitest'
import { diagnoseService } from './diagnose'
import { event, instance, service, serviceFacts, waiting } from './diagnosisTesting'

const refusal = (text: string) => ({
  ...serviceFacts(instance()),
  instances: [],
  service: service({ reasonMap: { [`创建实例失败：${text}`]: 1 }, srcReasonMap: { [text]: 1 } }),
})

const quota =
  'pods "web-2-a" is forbidden: exceeded quota: compute, requested: cpu=1, used: cpu=2, limited: cpu=2'

describe('instances that Kubernetes refuses to create', () => {
  it.each([
    [
      quota,
      'quotaExceeded',
      { quota: 'compute', requested: 'cpu=1', used: 'cpu=2', limited: 'cpu=2' },
    ],
    [
      'pods "web-2-a" is forbidden: failed quota: compute: must specify limits.cpu for: web',
      'quotaUnspecified',
      { quota: 'compute', missing: 'limits.cpu for: web' },
    ],
    [
      'admission webhook "policy.example.com" denied the request: latest is not allowed',
      'admissionDenied',
      { webhook: 'policy.example.com', answer: 'latest is not allowed' },
    ],
    [
      "pods \"web-2-a\" is forbidden: ValidatingAdmissionPolicy 'no-latest' with binding 'all' denied request: no",
      'admissionDenied',
      { webhook: 'no-latest', answer: 'no' },
    ],
    [
      'pods "web-2-a" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
      'podSecurityViolated',
      { policy: 'restricted:latest', answer: 'allowPrivilegeEscalation != false' },
    ],
    [
      'pods "web-2-a" is forbidden: maximum cpu usage per Container is 1, but limit is 2',
      'limitRangeViolated',
      { answer: 'maximum cpu usage per Container is 1, but limit is 2' },
    ],
    [
      'pods "web-2-a" is forbidden: error looking up service account shop/deployer: serviceaccount "deployer" not found',
      'serviceAccountMissing',
      { name: 'deployer' },
    ],
    ['Pod "web-2-a" is invalid: spec.containers[0].name: Invalid value', 'creationFailed', {}],
  ])('%s', (text, code, values) => {
    expect(diagnoseService(refusal(text))).toMatchObject([
      { code, kind: 'service', objects: ['web'], values, evidence: [{ field: 'reasonMap' }] },
    ])
  })

  it('are found by an event alone while instances are missing', () => {
    const failed = event('FailedCreate', `Error creating: ${quota}`, { objType: 'ReplicaSet' })
    const facts = { ...serviceFacts(instance(), [failed]), instances: [] }
    expect(diagnoseService(facts)).toMatchObject([
      {
        code: 'quotaExceeded',
        since: Date.UTC(2026, 10, 29, 4, 0, 10),
        evidence: [{ kind: 'event' }],
      },
    ])
    const all = { ...waiting(''), status: 'Running' as const }
    const ended = { ...facts, instances: [all], service: service({ status: 'Normal' }) }
    expect(diagnoseService(ended)).toEqual([])
  })
})

it('a service that waits for finalizers of other programs names them', () => {
  const facts = {
    ...serviceFacts(instance()),
    instances: [],
    service: service({ status: 'Waiting', reasonMap: { '等待 finalizer：a.io/x、b.io/y': 2 } }),
  }
  expect(diagnoseService(facts)).toMatchObject([
    { code: 'finalizersPending', severity: 'warning', values: { names: 'a.io/x, b.io/y' } },
  ])
})

it('a load balancer that cannot be created is a finding until it exists', () => {
  const failed = event('SyncLoadBalancerFailed', 'Error syncing load balancer: no subnet', {
    objType: 'Service',
    objName: 'web',
  })
  const running = { ...waiting(''), status: 'Running' as const }
  const facts = (lbStatus: 'Creating' | 'Running') =>
    serviceFacts(running, [failed], { service: service({ status: 'Normal', lbStatus }) })
  expect(diagnoseService(facts('Creating'))).toMatchObject([{ code: 'loadBalancerFailed' }])
  expect(diagnoseService(facts('Running'))).toEqual([])
})

describe('a rollout', () => {
  const old = { ...waiting(''), name: 'web-1-a', status: 'Running' as const }

  it('is stuck because of its new instances, which come first', () => {
    const facts = {
      ...serviceFacts(waiting('下载镜像失败')),
      instances: [old, waiting('下载镜像失败')],
    }
    expect(diagnoseService(facts)).toMatchObject([
      { code: 'imagePullFailed', objects: ['web-2-a'] },
      { code: 'rolloutStuck', objects: ['web'], values: { failing: 1, serving: 1 } },
    ])
  })

  it('is stuck because new instances are refused', () => {
    const facts = { ...refusal(quota), instances: [old] }
    expect(diagnoseService(facts).map(({ code }) => code)).toEqual([
      'quotaExceeded',
      'rolloutStuck',
    ])
  })

  it('is not stuck if instances of its own revision run', () => {
    const sibling = { ...old, name: 'web-2-b' }
    const facts = {
      ...serviceFacts(waiting('下载镜像失败')),
      instances: [sibling, waiting('下载镜像失败')],
    }
    expect(diagnoseService(facts).map(({ code }) => code)).toEqual(['imagePullFailed'])
  })
})

it('a service whose instances were not read has its causes from its reasons', () => {
  const facts = {
    ...serviceFacts(instance()),
    instances: [],
    service: service({ reasonMap: { 下载镜像失败: 2, 容器进程崩溃: 1, 容器运行中: 3 } }),
  }
  expect(diagnoseService(facts)).toMatchObject([
    { code: 'imagePullFailed', kind: 'service', values: { containers: 2 } },
    { code: 'containerCrashed', kind: 'service', values: { containers: 1 } },
  ])
})
