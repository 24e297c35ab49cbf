import { describe, expect, it } from 'vitest'
import type { Action } from '../action'
import { clusterStatus } from '../actions/clusters/clusterInfo'
import { serviceStatus } from '../actions/services/serviceInfo'
import { actions } from '../index'
import {
  clusterConditions,
  failedClusterPrecondition,
  failedNamespacePrecondition,
  failedServicePrecondition,
  serviceConditions,
} from './preconditions'

const allActions: readonly Action[] = Object.values(actions)

describe('preconditions', () => {
  it('exist only for writes, and for each write inside a cluster', () => {
    const writes = allActions.filter((action) => action.mutates).map((action) => action.name)
    const inClusters = allActions.filter(
      (action) =>
        action.mutates && action.host === 'ccs' && /^[cC]lusterId$/.test(action.target[0] ?? ''),
    )
    expect(writes).toEqual(expect.arrayContaining(Object.keys(serviceConditions)))
    expect(Object.keys(clusterConditions).sort()).toEqual(inClusters.map(({ name }) => name).sort())
  })

  it('allow an action in its statuses and give the reason in all others', () => {
    for (const status of clusterStatus.options) {
      const rests = ['Running', 'Isolated', 'Abnormal'].includes(status)
      expect(failedClusterPrecondition('DeleteCluster', status)).toBe(
        rests ? undefined : 'clusterMustRest',
      )
      expect(failedClusterPrecondition('AddClusterInstances', status)).toBe(
        status === 'Running' ? undefined : 'clusterMustRun',
      )
      expect(failedClusterPrecondition('ModifyClusterAttributes', status)).toBe(
        status === 'Deleting' ? 'clusterIsDeleting' : undefined,
      )
    }
    for (const status of serviceStatus.options) {
      const isPaused = status === 'Paused'
      expect(failedServicePrecondition('PauseClusterService', status)).toBe(
        isPaused ? 'isPaused' : undefined,
      )
      expect(failedServicePrecondition('ResumeClusterService', status)).toBe(
        isPaused ? undefined : 'notPaused',
      )
    }
    expect(failedNamespacePrecondition('kube-system')).toBe('namespaceIsBuiltIn')
    expect(failedNamespacePrecondition('team')).toBeUndefined()
  })

  it('leave an unknown status to the endpoint', () => {
    expect(failedClusterPrecondition('DeleteCluster', 'Hibernating')).toBeUndefined()
    expect(failedServicePrecondition('ResumeClusterService', 'Hibernating')).toBeUndefined()
  })
})
