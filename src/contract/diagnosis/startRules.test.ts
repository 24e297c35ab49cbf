import { describe, expect, it } from 'vitest'
import { diagnoseService } from './diagnose'
import { event, serviceFacts, waiting } from './diagnosisTesting'

const first = (state: string, reason: string, message: string) =>
  diagnoseService(serviceFacts(waiting(state), [event(reason, message)]))[0]

const creating = '正在创建容器'
const failed = '容器启动失败'

describe('an instance that cannot start', () => {
  it.each([
    [
      failed,
      'Failed',
      'Error: configmap "settings" not found',
      'configMapMissing',
      { name: 'settings' },
    ],
    [
      creating,
      'FailedMount',
      'MountVolume.SetUp failed for volume "config" : configmap "settings" not found',
      'configMapMissing',
      { name: 'settings' },
    ],
    [
      failed,
      'Failed',
      "Error: couldn't find key level in ConfigMap shop/settings",
      'configMapKeyMissing',
      { key: 'level', name: 'settings' },
    ],
    [
      creating,
      'FailedMount',
      'MountVolume.SetUp failed for volume "config" : configmap references non-existent config key: level',
      'configMapKeyMissing',
      { key: 'level', name: 'config' },
    ],
    [failed, 'Failed', 'Error: secret "database" not found', 'secretMissing', { name: 'database' }],
    [
      failed,
      'Failed',
      "Error: couldn't find key password in Secret shop/database",
      'secretKeyMissing',
      { key: 'password', name: 'database' },
    ],
    [
      creating,
      'FailedMount',
      'MountVolume.SetUp failed for volume "keys" : references non-existent secret key: tls',
      'secretKeyMissing',
      { key: 'tls', name: 'keys' },
    ],
    [
      creating,
      'FailedMount',
      'MountVolume.SetUp failed for volume "files" : mount failed: exit status 32, mount.nfs: Connection timed out',
      'volumeNotMounted',
      { volume: 'files', answer: 'mount failed: exit status 32, mount.nfs: Connection timed out' },
    ],
    [
      creating,
      'FailedMount',
      'Unable to attach or mount volumes: unmounted volumes=[files], unattached volumes=[], failed to process volumes=[]: timed out waiting for the condition',
      'volumeNotMounted',
      { volume: 'files' },
    ],
    [
      creating,
      'FailedAttachVolume',
      'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) web-1-b',
      'volumeInUse',
      { volume: 'pvc-1' },
    ],
    [
      creating,
      'FailedCreatePodSandBox',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox: plugin type="bridge" failed',
      'networkNotReady',
      {},
    ],
    [
      '调度失败',
      'FailedScheduling',
      '0/3 nodes are available: persistentvolumeclaim "data" not found. not found',
      'volumeClaimMissing',
      { name: 'data' },
    ],
    [
      '调度失败',
      'FailedScheduling',
      '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
      'volumeClaimUnbound',
      {},
    ],
    [
      failed,
      'Failed',
      'Error: container has runAsNonRoot and image will run as root',
      'containerNotCreated',
      { container: 'web', answer: 'container has runAsNonRoot and image will run as root' },
    ],
  ])('in the state %s with Kubernetes’ event %s: %s', (state, reason, message, code, values) => {
    expect(first(state, reason, message)).toMatchObject({
      code,
      values,
      since: Date.UTC(2026, 10, 29, 4, 0, 10),
      evidence: [
        { kind: 'event', reason },
        { kind: 'field', value: state },
      ],
    })
  })

  it('waits for a disk in the simulation’s words', () => {
    const message = '0/3 nodes are available: 3 node(s) had no available disk.'
    expect(first('调度失败', 'FailedScheduling', message)?.code).toBe('volumeInUse')
  })

  it('has its obstacle from the container’s message if there is no event', () => {
    const facts = serviceFacts(waiting(failed, { message: 'configmap "settings" not found' }))
    expect(diagnoseService(facts)).toMatchObject([
      { code: 'configMapMissing', since: Date.UTC(2026, 10, 29, 4) },
    ])
  })

  it('has no known obstacle without any text', () => {
    expect(diagnoseService(serviceFacts(waiting(failed)))).toMatchObject([{ code: 'unknown' }])
  })
})

it('an obstacle of an instance that runs again is no finding', () => {
  const running = { ...waiting(''), status: 'Running' as const }
  const facts = serviceFacts(running, [event('Failed', 'Error: configmap "settings" not found')])
  const { service } = facts
  expect(diagnoseService({ ...facts, service: { ...service, status: 'Normal' } })).toEqual([])
})
