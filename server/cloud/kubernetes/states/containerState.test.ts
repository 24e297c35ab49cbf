import { describe, expect, it } from 'vitest'
import {
  container,
  podWith,
  ranUntil,
  runningSince,
  waitingFor,
} from '../../../test/kubernetes/stubs/objects'
import { isFinished, type Pod } from '../objects/pod'
import { containerStates, type Signs } from './containerState'

const start = Date.UTC(2026, 10, 29)
const signs = (overrides: Partial<Signs> = {}): Signs => ({
  now: start + 60_000,
  isNodeLost: false,
  unhealthyAt: 0,
  isPulling: false,
  ...overrides,
})

const stateOf = (pod: Pod, more: Partial<Signs> = {}, name = 'web') =>
  containerStates(pod, [name], signs(more))[0]?.reason

const withContainer = (state: object, more: object = {}) =>
  podWith({ phase: 'Running', containerStatuses: [container(state, more)] })

describe('the state of a container', () => {
  it.each([
    ['ErrImagePull', '下载镜像失败'],
    ['ImagePullBackOff', '下载镜像失败'],
    ['InvalidImageName', '镜像名称无效'],
    ['CrashLoopBackOff', '容器进程崩溃'],
    ['ContainerCreating', '正在创建容器'],
    ['PodInitializing', '正在创建容器'],
    ['CreateContainerConfigError', '容器启动失败'],
    ['RunContainerError', '容器启动失败'],
  ])('that waits for %s is %s', (reason, word) => {
    expect(stateOf(withContainer(waitingFor(reason)))).toBe(word)
  })

  it('is pulling only if the newest event says so', () => {
    const pod = withContainer(waitingFor('ContainerCreating'))
    expect(stateOf(pod, { isPulling: true })).toBe('正在下载镜像')
    expect(stateOf(withContainer(waitingFor('ErrImagePull')), { isPulling: true })).toBe(
      '下载镜像失败',
    )
  })

  it('is the same throughout a crash loop, whatever Kubernetes reports at the moment', () => {
    const lastState = ranUntil(10, 11)
    const crashed = { lastState, restartCount: 4 }
    const moments = [
      withContainer(ranUntil(20, 21), crashed),
      withContainer(waitingFor('CrashLoopBackOff'), crashed),
      withContainer(waitingFor('ContainerCreating'), crashed),
      // A container that started a second ago and is ready because it has no probe.
      withContainer(runningSince(59), { ...crashed, ready: true }),
    ]
    expect(moments.map((pod) => stateOf(pod))).toEqual(Array(4).fill('容器进程崩溃'))
  })

  it('is running again after it has run for longer than before the crash', () => {
    const pod = withContainer(runningSince(40), {
      ready: true,
      restartCount: 1,
      lastState: ranUntil(10, 12),
    })
    expect(stateOf(pod, { now: start + 51_000 })).toBe('容器进程崩溃')
    expect(stateOf(pod, { now: start + 53_000 })).toBe('容器运行中')
  })

  it('is running at once after a crash that ended a long run', () => {
    const pod = withContainer(runningSince(59), {
      ready: true,
      restartCount: 1,
      lastState: ranUntil(-4_000, 50),
    })
    expect(stateOf(pod)).toBe('容器运行中')
  })

  it('distinguishes a failing check from one without a result', () => {
    const pod = withContainer(runningSince(10))
    expect(stateOf(pod)).toBe('容器未就绪')
    expect(stateOf(pod, { unhealthyAt: start + 5_000 })).toBe('容器未就绪')
    expect(stateOf(pod, { unhealthyAt: start + 15_000 })).toBe('健康检查失败')
  })

  it('comes from the init container that blocks the pod, not from the phase', () => {
    const spec = {
      containers: [{ name: 'web', image: 'web:1' }],
      initContainers: [{ name: 'migrate', image: 'migrate:1' }],
    }
    const withInit = (state: object, more: object = {}) =>
      podWith(
        {
          phase: 'Pending',
          containerStatuses: [container(waitingFor('PodInitializing'))],
          initContainerStatuses: [{ ...container(state, more), name: 'migrate' }],
        },
        spec,
      )
    expect(stateOf(withInit(waitingFor('CrashLoopBackOff')))).toBe('容器进程崩溃')
    expect(stateOf(withInit(waitingFor('ImagePullBackOff')))).toBe('下载镜像失败')
    expect(stateOf(withInit(ranUntil(1, 2)))).toBe('容器进程崩溃')
    expect(stateOf(withInit(runningSince(50)))).toBe('正在创建容器')
    expect(stateOf(withInit(runningSince(50), { lastState: ranUntil(1, 2) }))).toBe('容器进程崩溃')
    const done = withInit(ranUntil(1, 2, 0))
    expect(stateOf(done)).toBe('正在创建容器')
  })

  it('is running with a sidecar, which is a lasting init container', () => {
    const pod = podWith(
      {
        phase: 'Running',
        containerStatuses: [container(runningSince(10), { ready: true })],
        initContainerStatuses: [
          { ...container(runningSince(5), { ready: true, restartCount: 2 }), name: 'proxy' },
        ],
      },
      {
        containers: [{ name: 'web', image: 'web:1' }],
        initContainers: [{ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' }],
      },
    )
    expect(containerStates(pod, ['web', 'proxy'], signs()).map(({ status }) => status)).toEqual([
      'Running',
      'Running',
    ])
  })

  it('reflects a pod without a node, a pod that no node accepts, a lost node, and a termination', () => {
    const waiting = podWith({ phase: 'Pending' }, { nodeName: undefined })
    const refused = podWith(
      {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }],
      },
      { nodeName: undefined },
    )
    const running = withContainer(runningSince(10), { ready: true })
    const leaving = podWith(running.status, {}, { deletionTimestamp: '2026-11-29T00:00:30Z' })
    expect(stateOf(waiting)).toBe('等待调度')
    expect(stateOf(refused)).toBe('调度失败')
    expect(stateOf(running, { isNodeLost: true })).toBe('节点失联')
    expect(stateOf(leaving)).toBe('容器终止中')
  })

  it('is not running while a readiness gate blocks the pod', () => {
    const pod = podWith({
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady' }],
      containerStatuses: [container(runningSince(10), { ready: true })],
    })
    expect(stateOf(pod)).toBe('容器未就绪')
  })
})

it('is ended for evicted and completed pods, whatever state their containers report', () => {
  const evicted = podWith({ phase: 'Failed', reason: 'Evicted' })
  expect([evicted, podWith({ phase: 'Succeeded' })].map(isFinished)).toEqual([true, true])
  expect(isFinished(podWith({ phase: 'Running' }))).toBe(false)
})
