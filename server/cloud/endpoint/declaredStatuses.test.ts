import { beforeAll, describe, expect, it } from 'vitest'
import type { Action } from '../../../src/contract/action'
import { contractDocument } from '../../../src/contract/document/contractDocument'
import { type ActionName, actions, isActionName } from '../../../src/contract/index'
import { parametersOf } from '../../test/access/parameters'
import type { DemoResources } from '../../test/access/places'
import { sendRequest, signedRequest } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'
import { MemoryStorage } from '../../test/cloud/cloudStorage'
import {
  type ClusterOfStatus,
  type ClusterStatus,
  clusterOfStatus,
  runningCluster,
} from '../../test/cloud/clusterStatuses'
import { ProbeStorage } from '../../test/cloud/probeStorage'

/** Checks the cluster statuses that GET /api/contract declares for each action. */

const declared = contractDocument()
const statusesOf = (name: string, resource: 'cluster' | 'service' | 'machine' | 'namespace') =>
  declared.find((item) => item.name === name)?.statuses[resource]

const allActions: readonly Action[] = Object.values(actions)
const withStatuses = (resource: 'cluster' | 'service') =>
  allActions.filter(({ name }) => statusesOf(name, resource)).map(({ name }) => name)

/**
 * Names resources that are missing from the cluster: an allowed action is accepted or refused with
 * "not found".
 */
const placeIn = ({ clusterId, region = 'gz' }: ClusterOfStatus): DemoResources => ({
  ...{ clusterId, region, clusterRegion: 1, namespace: 'default', serviceName: 'none' },
  ...{ paused: 'none', pod: 'none', nodeId: 'ins-00000000', spare: 'ins-00000000' },
  ...{
    hourly: 'ins-00000000',
    registryNamespace: 'none',
    reponame: 'none/app',
    triggerName: 'none',
  },
})

const codeDescOf = async (
  { cloud, region = 'gz' }: ClusterOfStatus,
  name: string,
  params: object,
) =>
  (await sendRequest(cloud.fetch, await signedRequest(name, params, cloud.clock.now(), { region })))
    .codeDesc

const statuses = Object.keys(clusterOfStatus).filter(
  (value): value is ClusterStatus => value in clusterOfStatus,
)

describe.each(statuses)('in a cluster that is %s', (status) => {
  const storage = new ProbeStorage()
  let met: ClusterOfStatus
  beforeAll(async () => {
    met = await clusterOfStatus[status]({ storage })
    const { cloud, clusterId, region = 'gz' } = met
    const read = await cloud.call('DescribeCluster', { clusterIds: [clusterId] }, { region })
    expect(read.clusters[0]?.status).toBe(status)
    storage.isProbing = true
  })

  it.each(withStatuses('cluster').filter(isActionName))(
    '%s is allowed as declared',
    async (name) => {
      const codeDesc = await codeDescOf(met, name, parametersOf(actions[name], placeIn(met)))
      const isAllowed = statusesOf(name, 'cluster')?.includes(status)
      expect(codeDesc === 'ClusterNotReadyError').toBe(!isAllowed)
    },
  )
})

describe('a service', () => {
  const serviceParams = { serviceName: 'web', namespace: 'default' }
  const image = (tag: string) => ({ ...serviceParams, image: `nginx:${tag}` })
  type Step = readonly [ActionName, object] | number
  const pause: Step = ['PauseClusterService', serviceParams]
  const update: Step = ['ModifyClusterServiceImage', image('1.15')]
  const steps: Readonly<Record<string, readonly Step[]>> = {
    Waiting: [],
    Normal: [60],
    Updating: [60, update],
    Paused: [60, update, pause],
    RollingBack: [60, update, 60, ['RollBackClusterService', serviceParams]],
    Abnormal: [60, ['ModifyClusterServiceImage', image('pull-fail')], 240],
  }

  it.each(Object.keys(steps))('that is %s allows actions as declared', async (status) => {
    const storage = new ProbeStorage()
    const cloud = await testCloud({ storage })
    const clusterId = await runningCluster(cloud)
    const containers = [{ containerName: 'web', image: 'nginx:1.13' }]
    const service = {
      ...serviceParams,
      clusterId,
      replicas: 2,
      accessType: 'None',
      containers,
    } as const
    await cloud.call('CreateClusterService', service)
    for (const step of steps[status] ?? []) {
      if (typeof step === 'number') cloud.clock.pass(step)
      else await codeDescOf({ cloud, clusterId }, step[0], { ...step[1], clusterId })
    }
    const read = await cloud.call('DescribeClusterServiceInfo', { ...serviceParams, clusterId })
    expect(read.service.status).toBe(status)
    storage.isProbing = true
    const refusals = {
      PauseClusterService: 'ServicePaused',
      ResumeClusterService: 'ServiceNotPaused',
    }
    expect(withStatuses('service').toSorted()).toEqual(Object.keys(refusals))
    for (const [name, refusal] of Object.entries(refusals)) {
      const codeDesc = await codeDescOf({ cloud, clusterId }, name, { ...serviceParams, clusterId })
      const isAllowed = statusesOf(name, 'service')?.includes(status)
      expect(codeDesc === refusal, name).toBe(!isAllowed)
    }
  })
})

describe('a namespace', () => {
  it.each(['Active', 'Terminating'])('that is %s accepts services as declared', async (status) => {
    const cloud = await testCloud()
    const clusterId = await runningCluster(cloud)
    await cloud.call('CreateClusterNamespace', { clusterId, name: 'team', description: '' })
    if (status === 'Terminating') {
      await cloud.call('DeleteClusterNamespace', { clusterId, names: ['team'] })
    }
    const containers = [{ containerName: 'web', image: 'nginx:1.13' }]
    const service = { clusterId, namespace: 'team', serviceName: 'web', replicas: 1, containers }
    const codeDesc = await codeDescOf({ cloud, clusterId }, 'CreateClusterService', service)
    const isAllowed = statusesOf('CreateClusterService', 'namespace')?.includes(status)
    expect(codeDesc).toBe(isAllowed ? 'Success' : 'NamespaceTerminating')
  })
})

describe('a machine', () => {
  it('joins a cluster only in the declared states', async () => {
    const first = await testCloud()
    const clusterId = await runningCluster(first)
    const { deviceList } = await first.call('DescribeExistedCvmForAddClusterInstances', {
      clusterId,
    })
    const spare = deviceList.find((device) => device.usable)?.instanceId ?? ''
    const documents = first.storage.documents()
    const allowed: number[] = []
    for (let state = 1; state <= 21; state += 1) {
      const changedDocuments = documents.map((document) => {
        if (document.kind !== 'machine' || document.id !== spare) return document
        return { ...document, json: document.json.replace(/"state":\d+/, `"state":${state}`) }
      })
      const cloud = await testCloud({
        storage: new MemoryStorage(changedDocuments),
        clock: first.clock,
      })
      const answer = await cloud.call('AddClusterInstancesFromExistedCvm', {
        clusterId,
        instanceIds: [spare],
      })
      if (answer.succInstanceIds.length > 0) allowed.push(state)
    }
    expect(allowed).toEqual(statusesOf('AddClusterInstancesFromExistedCvm', 'machine'))
  })
})
