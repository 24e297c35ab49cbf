import { expect, it } from 'vitest'
import {
  container,
  podWith,
  ranUntil,
  runningSince,
  waitingFor,
} from '../../../test/kubernetes/stubs/objects'
import { containerDetails } from './containerDetails'

const exit = { exitCode: 3, reason: 'Error', message: '', endedAt: '2026-11-29 08:00:11' }

it('a container has its restarts, the runtime’s message and its last exit', () => {
  const crashed = { lastState: ranUntil(10, 11), restartCount: 4 }
  const pod = podWith({ containerStatuses: [container(waitingFor('CrashLoopBackOff'), crashed)] })
  expect(containerDetails(pod, 'web')).toEqual({
    restartCount: 4,
    message: 'CrashLoopBackOff …',
    lastExit: exit,
  })
})

it('a container that has just ended has this exit, and one that never ended has none', () => {
  const ended = podWith({
    containerStatuses: [container(ranUntil(10, 11), { lastState: ranUntil(1, 2, 1) })],
  })
  expect(containerDetails(ended, 'web').lastExit).toEqual(exit)
  const running = podWith({ containerStatuses: [container(runningSince(10))] })
  expect(containerDetails(running, 'web')).toEqual({ restartCount: 0 })
  expect(containerDetails(podWith({}), 'web')).toEqual({})
})

it('a container that an init container blocks has the init container’s details', () => {
  const pod = podWith(
    {
      containerStatuses: [container(waitingFor('PodInitializing'))],
      initContainerStatuses: [
        {
          ...container(waitingFor('CrashLoopBackOff'), { lastState: ranUntil(10, 11) }),
          name: 'migrate',
        },
      ],
    },
    {
      containers: [{ name: 'web', image: 'web:1' }],
      initContainers: [{ name: 'migrate', image: 'migrate:1' }],
    },
  )
  expect(containerDetails(pod, 'web')).toMatchObject({
    initContainer: { name: 'migrate', image: 'migrate:1' },
    lastExit: exit,
  })
})
