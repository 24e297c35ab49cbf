import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { states } from '../../containerStates'
import { annotationNames } from '../annotations'
import { deployment, type ReplicaSet, replicaSet } from '../objects/deployment'
import type { PodView } from './podView'
import { serviceStatus } from './serviceStatus'

const complete = { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' }

const revision = (number: number, replicas: number): ReplicaSet =>
  z.parse(replicaSet, {
    metadata: {
      name: `web-${number}`,
      uid: `rs-${number}`,
      labels: { 'pod-template-hash': `hash${number}` },
      annotations: { 'deployment.kubernetes.io/revision': String(number) },
    },
    spec: { replicas },
    status: { replicas },
  })

const workload = (
  { metadata = {}, spec = {}, status = {} }: { metadata?: object; spec?: object; status?: object },
  replicaSets = [revision(1, 2)],
) => ({
  deployment: z.parse(deployment, {
    metadata: { name: 'web', generation: 3, ...metadata },
    spec: { replicas: 2, template: {}, ...spec },
    status: { observedGeneration: 3, updatedReplicas: 2, conditions: [complete], ...status },
  }),
  replicaSets,
  pods: [],
  finished: [],
})

const seen = (...found: PodView['states']): PodView[] =>
  found.map((state) => ({
    states: [state],
    instance: {
      name: 'web-1',
      status: state.status,
      reason: state.reason,
      nodeIp: '',
      nodeName: '',
      ip: '',
      restartCount: 0,
      readyCount: 0,
      createdAt: '2026-11-29 08:00:00',
      containers: [],
    },
  }))

const healthy = seen(states.running, states.running)

describe('the status of a service', () => {
  it('is Normal while all instances run, and Waiting while some are missing', () => {
    expect(serviceStatus(workload({}), healthy, 2)).toBe('Normal')
    expect(serviceStatus(workload({}), seen(states.running, states.creating), 1)).toBe('Waiting')
  })

  it('is Abnormal while pods crash, although Kubernetes reports the rollout as complete', () => {
    expect(serviceStatus(workload({}), seen(states.running, states.crashed), 1)).toBe('Abnormal')
  })

  it.each([
    { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' },
    { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' },
  ])('is Abnormal for the condition $type $reason', (condition) => {
    const failing = workload({ status: { conditions: [condition] } })
    expect(serviceStatus(failing, healthy, 2)).toBe('Abnormal')
  })

  it('is Updating until the controller has observed the change and old instances have ended', () => {
    expect(serviceStatus(workload({ metadata: { generation: 4 } }), healthy, 2)).toBe('Updating')
    const oldRevisions = [revision(2, 1), revision(1, 1)]
    expect(serviceStatus(workload({}, oldRevisions), healthy, 2)).toBe('Updating')
  })

  it('is RollingBack only while the restored revision is the newest', () => {
    const metadata = { annotations: { [annotationNames.rollback]: 'hash2' } }
    const rolledBack = workload({ metadata }, [revision(2, 1), revision(1, 1)])
    expect(serviceStatus(rolledBack, healthy, 2)).toBe('RollingBack')
    const updated = workload({ metadata }, [revision(3, 1), revision(2, 1)])
    expect(serviceStatus(updated, healthy, 2)).toBe('Updating')
  })

  it('is Paused regardless of its pods', () => {
    const paused = workload({ spec: { paused: true } })
    expect(serviceStatus(paused, seen(states.crashed), 0)).toBe('Paused')
  })
})
