import { describe, expect, it } from 'vitest'
import type { RequestOf } from '../../../src/contract/action'
import type { ModifyClusterService } from '../../../src/contract/actions/services/services'
import { sendRequest, signedRequest } from '../../test/cloud/client'
import { machineIn } from '../../test/cloud/purchases'
import { createSampleWorld } from '../../test/samples/sampleWorld'
import { flatten } from '../../wire/flatten'

/** Tests the effects of calls that the API document describes. */

type Configuration = Omit<RequestOf<typeof ModifyClusterService>, 'clusterId' | 'serviceName'>

async function placed() {
  const world = await createSampleWorld()
  const { fetch, clock } = world
  const ask = async (action: string, params: object, now = clock.now()) =>
    sendRequest(fetch, await signedRequest(action, params, now))
  return { ...world, ask }
}

describe('a required list', () => {
  it('is refused if missing, and changes nothing', async () => {
    const { ask, call, clusterId, nodes } = await placed()
    const at = { clusterId, instanceId: nodes[0] }
    await call('ModifyClusterNodeLabel', { ...at, labels: [{ key: 'disk', value: 'fast' }] })
    const response = await ask('ModifyClusterNodeLabel', at)
    expect(response).toMatchObject({ code: 4000, message: '(10010)labels is required' })
    const labels = async () => {
      const answer = await call('DescribeClusterInstances', { clusterId })
      return answer.nodes.find(({ instanceId }) => instanceId === nodes[0])?.labels
    }
    expect(await labels()).toEqual({ disk: 'fast' })
    expect(await ask('ModifyClusterNodeLabel', { ...at, labels: '' })).toMatchObject({ code: 0 })
    expect(await labels()).toEqual({})
  })

  it('of service labels is refused if missing, too, and changes nothing', async () => {
    const { ask, call, clusterId, service } = await placed()
    await service('web')
    const serviceParams = { clusterId, serviceName: 'web' }
    await call('ModifyServiceLabels', { ...serviceParams, labels: { tier: 'front' } })
    expect(await ask('ModifyServiceLabels', serviceParams)).toMatchObject({ code: 4000 })
    const read = async () =>
      (await call('DescribeClusterServiceInfo', serviceParams)).service.userLabels
    expect(await read()).toEqual({ tier: 'front' })
    expect(await ask('ModifyServiceLabels', { ...serviceParams, labels: '' })).toMatchObject({
      code: 0,
    })
    expect(await read()).toEqual({})
  })
})

describe('RollBackClusterService', () => {
  const first: Configuration = {
    serviceDesc: 'first',
    replicas: 1,
    accessType: 'LoadBalancer',
    portMappings: [{ lbPort: 80, containerPort: 8080, protocol: 'TCP' }],
    containers: [{ containerName: 'web', image: 'nginx:1.12' }],
    strategy: 'Recreate',
    minReadySeconds: 3,
  }

  it.each<[string, Configuration]>([
    [
      'an update of everything',
      {
        serviceDesc: 'second',
        replicas: 3,
        accessType: 'ClusterIP',
        portMappings: [{ lbPort: 81, containerPort: 8081, protocol: 'UDP' }],
        containers: [{ containerName: 'web', image: 'nginx:1.13' }],
        strategy: 'RollingUpdate',
      },
    ],
    ['an update of the access only', { ...first, accessType: 'None', portMappings: [] }],
    ['an update of the number of instances only', { ...first, replicas: 2 }],
  ])('restores the whole configuration before %s', async (_what, second) => {
    const { call, clock, clusterId } = await placed()
    const serviceParams = { clusterId, serviceName: 'web' }
    await call('CreateClusterService', { ...serviceParams, ...first })
    await call('ModifyClusterService', { ...serviceParams, ...first })
    clock.pass(300)
    const read = async () => (await call('DescribeClusterServiceInfo', serviceParams)).service
    const before = await read()
    await call('ModifyClusterService', { ...serviceParams, ...second })
    clock.pass(300)
    const updated = await read()
    await call('RollBackClusterService', serviceParams)
    clock.pass(300)
    const { lbId, externalIp, ...restored } = await read()
    expect(restored).toMatchObject({
      status: 'Normal',
      serviceDesc: 'first',
      desiredReplicas: 1,
      currentReplicas: 1,
      accessType: 'LoadBalancer',
      lbStatus: 'Running',
      portMappings: before.portMappings,
      strategy: 'Recreate',
      minReadySeconds: 3,
      containers: before.containers,
    })
    expect(lbId).not.toBe('')
    expect(externalIp).not.toBe('')
    await call('RollBackClusterService', serviceParams)
    clock.pass(300)
    const { accessType, desiredReplicas, serviceDesc } = await read()
    expect({ accessType, desiredReplicas, serviceDesc }).toEqual({
      accessType: updated.accessType,
      desiredReplicas: updated.desiredReplicas,
      serviceDesc: updated.serviceDesc,
    })
  })
})

describe('responses', () => {
  it('of DeleteInstances have their lists beside code and inside data', async () => {
    const { ask, clusterId, service, instances } = await placed()
    await service('web')
    const names = await instances('web')
    const response = await ask('DeleteInstances', { clusterId, instances: [...names, 'none'] })
    const lists = { successList: names, failedMap: { none: expect.any(String) } }
    expect(response).toEqual({ code: 0, message: '', codeDesc: 'Success', ...lists, data: lists })
  })

  it('of AddClusterInstances names a single machine unless goodsNum is larger', async () => {
    const { ask, clusterId } = await placed()
    const { goodsNum: _number, ...machine } = machineIn().machine
    const response = await ask('AddClusterInstances', { clusterId, ...machine })
    expect(response).toMatchObject({ code: 0, data: { instanceIds: [expect.any(String)] } })
  })
})

describe('the registry', () => {
  it('requires Region only for the list of tags', async () => {
    const { fetch, clock } = await placed()
    const without = async (action: string, params: object, Region?: string) => {
      const commonParams = { Region }
      return sendRequest(fetch, await signedRequest(action, params, clock.now(), { commonParams }))
    }
    for (const action of ['GetLimit', 'SearchUserRepository', 'ListTrigger']) {
      for (const region of [undefined, '']) {
        expect(await without(action, {}, region)).toMatchObject({ code: 0 })
      }
    }
    const tags = await without('GetTagList', { reponame: 'shop/web' })
    expect(tags.message).toBe('(10010)lacked of required parameter(s): Region')
  })
})

describe('a weak Nonce', () => {
  it('does not refuse another request in the same second', async () => {
    const { fetch, clock } = await placed()
    const commonParams = { Nonce: '0.82' }
    const send = async (params: object) =>
      sendRequest(
        fetch,
        await signedRequest('DescribeCluster', flatten(params), clock.now(), { commonParams }),
      )
    expect(await send({ limit: 1 })).toMatchObject({ code: 0 })
    expect(await send({ limit: 2 })).toMatchObject({ code: 0 })
    expect(await send({ limit: 2 })).toMatchObject({ code: 4500 })
  })
})
