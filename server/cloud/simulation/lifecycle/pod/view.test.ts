import { describe, expect, it } from 'vitest'
import type { Pod } from '../../world/serviceResources'
import { testNode } from '../service/serviceTesting'
import { podView } from './view'

const pod = (overrides: Partial<Pod> = {}): Pod => ({
  id: 'cls-1/default/web-1-abcde',
  clusterId: 'cls-1',
  namespace: 'default',
  service: 'web',
  name: 'web-1-abcde',
  revision: 1,
  createdAt: 0,
  assignment: { nodeId: 'ins-00000001', at: 1000, ip: '172.16.1.9' },
  pace: { pull: 5000, start: 1000, ready: 2000, settle: 0, stop: 3000, backOff: 10_000 },
  requests: { cpu: 0, memory: 0, disks: [] },
  containers: [{ name: 'nginx', image: 'nginx', outcome: 'run' }],
  ...overrides,
})

const withOutcome = (outcome: Pod['containers'][number]['outcome']) =>
  pod({ containers: [{ name: 'nginx', image: 'nginx', outcome }] })

const instanceAt = (pod: Pod, seconds: number) => podView(pod, seconds * 1000, testNode(1)).instance

describe('podView', () => {
  const unplaced = pod({ assignment: undefined })
  const refused = pod({ assignment: undefined, unschedulable: { since: 0, message: '0/1' } })
  it.each([
    ['before it is scheduled', unplaced, 0, 'Waiting', '等待调度', 0],
    ['that fits on no node', refused, 9, 'Waiting', '调度失败', 0],
    ['while it is pulled', pod(), 5.9, 'Waiting', '正在下载镜像', 0],
    ['while its container is created', pod(), 6, 'Waiting', '正在创建容器', 0],
    ['before its check has succeeded', pod(), 7, 'NotReady', '容器未就绪', 0],
    ['once it is ready', pod(), 9, 'Running', '', 0],
    ['that has been running for days', pod(), 900_000, 'Running', '', 0],
    ['that is being terminated', pod({ stoppingAt: 10_000 }), 11, 'Terminating', '容器终止中', 0],
    ['during a pull that will fail', withOutcome('pullFails'), 5, 'Waiting', '正在下载镜像', 0],
    ['when the pull has failed', withOutcome('pullFails'), 6, 'Waiting', '下载镜像失败', 0],
    ['when the pull is tried again', withOutcome('pullFails'), 18, 'Waiting', '下载镜像失败', 0],
    ['before its first crash', withOutcome('crashes'), 6.9, 'Waiting', '正在创建容器', 0],
    ['after its first crash', withOutcome('crashes'), 7, 'Waiting', '容器进程崩溃', 0],
    ['when it is started again', withOutcome('crashes'), 17, 'Waiting', '容器进程崩溃', 1],
    ['an hour into its crash-loop', withOutcome('crashes'), 3600, 'Waiting', '容器进程崩溃', 15],
    ['before its check should succeed', withOutcome('neverReady'), 8, 'NotReady', '容器未就绪', 0],
    ['when its check fails', withOutcome('neverReady'), 9, 'NotReady', '健康检查失败', 0],
  ] as const)('shows the pod %s', (_, item, at, status, reason, restartCount) => {
    const readyCount = status === 'Running' ? 1 : 0
    expect(instanceAt(item, at)).toMatchObject({ status, reason, restartCount, readyCount })
  })

  it('has addresses once it is scheduled', () => {
    expect(instanceAt(unplaced, 0)).toMatchObject({ nodeIp: '', nodeName: '', ip: '' })
    expect(instanceAt(pod(), 1)).toMatchObject({
      nodeIp: '10.0.0.1',
      nodeName: '10.0.0.1',
      ip: '172.16.1.9',
    })
  })

  it('has a container ID of 64 digits once created, and another after each crash', () => {
    const idAt = (pod: Pod, at: number) => instanceAt(pod, at).containers[0]?.containerId
    expect(idAt(pod(), 5)).toBe('')
    expect(idAt(pod(), 6)).toMatch(/^[0-9a-f]{64}$/)
    expect(idAt(pod(), 900)).toBe(idAt(pod(), 6))
    expect(idAt(withOutcome('crashes'), 17)).not.toBe(idAt(withOutcome('crashes'), 16))
    expect(idAt(withOutcome('pullFails'), 17)).toBe('')
  })

  it('has the state of each container and takes the worst as its own', () => {
    const two = pod({
      containers: [
        { name: 'nginx', image: 'nginx', outcome: 'run' },
        { name: 'agent', image: 'agent:crash', outcome: 'crashes' },
      ],
    })
    const view = instanceAt(two, 60)
    expect(view).toMatchObject({ status: 'Waiting', reason: '容器进程崩溃', readyCount: 1 })
    expect(view.containers.map((container) => container.status)).toEqual(['Running', 'Waiting'])
  })

  it('is not ready on an unreachable node', () => {
    const lost = testNode(1, { fault: { reason: 'Unknown', since: 0 } })
    expect(podView(pod(), 60_000, lost).instance).toMatchObject({
      status: 'NotReady',
      reason: '节点失联',
    })
  })

  it('counts the restarts from before seeding', () => {
    expect(instanceAt(pod({ initialRestarts: 2 }), 60).restartCount).toBe(2)
  })
})
