import { describe, expect, it } from 'vitest'
import { unavailableMessages } from '../../../src/contract/rules/unavailable'
import { createInProcessTransport } from '../../node/upstream/inProcess'
import {
  clientOf,
  type RequestOptions,
  sendRequest,
  signedRequest,
  testKey,
} from '../../test/cloud/client'
import { Clock } from '../../test/cloud/clock'
import { MemoryStorage } from '../../test/cloud/cloudStorage'
import { namespaceBackend } from '../../test/cloud/namespaceBackend'
import { clusterNamed } from '../../test/cloud/purchases'
import { MemoryReplayStore } from '../../test/cloud/replayStore'
import { holdTimeLimits } from '../../test/network/timeLimits'
import { accountAt, testProxy } from '../../test/proxy/proxy'
import { type Backend, OutcomeUnknown } from '../backend'
import { createSimulation } from '../simulation/simulation'
import { unavailableActions } from './dispatch'
import { createEndpoint } from './endpoint'

const clusterId = 'cls-small001'
const otherCredentials = { secretId: 'AKIDother', secretKey: 'another secret' }
const asOther: RequestOptions = {
  commonParams: { SecretId: otherCredentials.secretId },
  secretKey: otherCredentials.secretKey,
}

/** An endpoint with a backend for each of two accounts. */
function endpointOn(backend: Backend, second: Backend = backend) {
  const clock = new Clock()
  const logged: string[] = []
  const replay = new MemoryReplayStore()
  const accounts = [
    { ...testKey, backend },
    { ...otherCredentials, backend: second },
  ]
  const log = (message: string) => logged.push(message)
  const endpoint = createEndpoint({ accounts, now: clock.now, log, replay })
  const ask = async (action: string, params: object, requestOptions?: RequestOptions) =>
    sendRequest(endpoint.fetch, await signedRequest(action, params, clock.now(), requestOptions))
  return {
    ...endpoint,
    ask,
    accounts,
    clock,
    logged,
    replay,
    call: clientOf(endpoint.fetch, clock.now),
  }
}

const simulationFor = (clock: Clock) =>
  createSimulation({
    storage: new MemoryStorage(),
    now: clock.now,
    random: () => 0.5,
    world: 'demo',
    speed: 1,
    log: () => {},
  })

describe('a minimal backend', () => {
  it('answers signed requests', async () => {
    const { call } = endpointOn(namespaceBackend(clusterId))
    await call('CreateClusterNamespace', { clusterId, name: 'shop', description: '' })
    const { namespaces } = await call('DescribeClusterNameSpaces', { clusterId })
    expect(namespaces.map(({ name }) => name)).toEqual(['default', 'shop'])
  })

  it('receives only valid parameters, and can refuse with its own message', async () => {
    const { ask } = endpointOn(namespaceBackend(clusterId))
    const bad = await ask('CreateClusterNamespace', { clusterId, name: '-' })
    expect(bad).toMatchObject({ code: 4000, message: expect.stringContaining('name') })
    const missing = await ask('DescribeClusterNameSpaces', { clusterId: 'cls-other001' })
    expect(missing).toMatchObject({ code: 5000, codeDesc: 'ClusterNotFound' })
  })

  it('is never refused for a name that the simulation reserves', async () => {
    const { call } = endpointOn(namespaceBackend(clusterId))
    await call('CreateClusterNamespace', { clusterId, name: 'fault-4101', description: '' })
    const { namespaces } = await call('DescribeClusterNameSpaces', { clusterId })
    expect(namespaces.map(({ name }) => name)).toContain('fault-4101')
  })

  it('answers for a service named fault-5000 in a cluster outside the simulation', async () => {
    const changed: string[] = []
    const { call } = endpointOn({
      handlers: {
        ModifyServiceDescription: ({ serviceName }) => {
          changed.push(serviceName)
          return {}
        },
      },
    })
    await call('ModifyServiceDescription', { clusterId, serviceName: 'fault-5000' })
    expect(changed).toEqual(['fault-5000'])
  })

  it('answers the console through its proxy, which signs the calls', async () => {
    const { fetchLocal, accounts, replay } = endpointOn(namespaceBackend(clusterId))
    const account = accountAt('http://cloud.test/v2/index.php', {
      ...testKey,
      unavailable: unavailableActions(accounts[0]?.backend ?? { handlers: {} }),
    })
    const proxy = await testProxy({
      clock: new Clock(),
      accounts: [account],
      transport: createInProcessTransport({ fetchLocal }),
    })
    try {
      const ann = await proxy.signInAs('operator', 'ann')
      const namespace = { clusterId, name: 'shop', description: '' }
      expect((await proxy.call(ann, 'CreateClusterNamespace', namespace)).status).toBe(200)
      const { body } = await proxy.call(ann, 'DescribeClusterNameSpaces', { clusterId })
      expect(body.data).toMatchObject({ totalCount: 2 })
      expect(replay.claims.size).toBe(0)
    } finally {
      await proxy.close()
    }
  })
})

describe('an action that a backend does not answer', () => {
  it('is refused with 6100 and the reason that the backend declares', async () => {
    const { ask } = endpointOn(namespaceBackend(clusterId))
    const message = unavailableMessages.notOnBareCluster
    expect(await ask('CreateCluster', clusterNamed('one'))).toMatchObject({ code: 6100, message })
    expect(await ask('GetTagList', { reponame: 'shop/web' })).toMatchObject({
      code: 6100,
      message: unavailableMessages.noRegistry,
    })
  })

  it('is refused as not implemented without a declared reason', async () => {
    const backend = namespaceBackend(clusterId)
    const { ask } = endpointOn(backend)
    expect(await ask('DescribeCluster', {})).toMatchObject({
      code: 6100,
      message: unavailableMessages.notImplemented,
    })
    const unavailable = unavailableActions(backend)
    expect(unavailable).toMatchObject({
      GetTagList: 'noRegistry',
      DescribeCluster: 'notImplemented',
    })
    expect(unavailable).not.toHaveProperty('DescribeClusterNameSpaces')
  })

  it('does not exist on the simulation', async () => {
    expect(unavailableActions(await simulationFor(new Clock()))).toEqual({})
  })
})

describe('several accounts', () => {
  it('are selected by SecretId, each with its own backend', async () => {
    const small = namespaceBackend(clusterId)
    const { ask, clock } = endpointOn(small, await simulationFor(new Clock()))
    expect(await ask('DescribeClusterNameSpaces', { clusterId })).toMatchObject({ code: 0 })
    expect(await ask('DescribeCluster', {})).toMatchObject({ code: 6100 })
    expect(await ask('DescribeCluster', {}, asOther)).toMatchObject({ code: 0 })
    expect(await ask('DescribeClusterNameSpaces', { clusterId }, asOther)).toMatchObject({
      code: 5000,
    })
    expect(clock.now()).toBeGreaterThan(0)
  })

  it('do not accept each other’s credentials', async () => {
    const { ask } = endpointOn(namespaceBackend(clusterId))
    const commonParams = { SecretId: otherCredentials.secretId }
    expect(await ask('DescribeClusterNameSpaces', { clusterId }, { commonParams })).toMatchObject({
      code: 4100,
    })
  })

  it('can be added and removed while the endpoint runs', async () => {
    const { ask, accounts } = endpointOn(namespaceBackend(clusterId))
    accounts.pop()
    const sendAsOther = () => ask('DescribeClusterNameSpaces', { clusterId }, asOther)
    expect(await sendAsOther()).toMatchObject({ code: 4104 })
    accounts.push({ ...otherCredentials, backend: namespaceBackend(clusterId) })
    expect(await sendAsOther()).toMatchObject({ code: 0 })
  })
})

describe('a call of an action', () => {
  it('runs concurrently with others if the backend has no `run`', async () => {
    let waiting = 0
    let openGate = () => {}
    const both = new Promise<void>((resolve) => {
      openGate = resolve
    })
    const { ask } = endpointOn({
      handlers: {
        DescribeClusterNameSpaces: async () => {
          waiting += 1
          if (waiting === 2) openGate()
          await both
          return { totalCount: 0, namespaces: [] }
        },
      },
    })
    const answers = [1, 2].map(() => ask('DescribeClusterNameSpaces', { clusterId }))
    expect((await Promise.all(answers)).map(({ code }) => code)).toEqual([0, 0])
  })

  it('runs inside the backend’s `run`, which also sets its time', async () => {
    const calls: [string, number][] = []
    const { call } = endpointOn({
      run: (_action, run) => run(4711),
      handlers: {
        CreateClusterNamespace: ({ name }, { now, region }) => {
          calls.push([`${region.long} ${name}`, now])
          return {}
        },
      },
    })
    await call('CreateClusterNamespace', { clusterId, name: 'shop', description: '' })
    expect(calls).toEqual([['ap-guangzhou shop', 4711]])
  })

  it('is logged and answered with 6000 on failure', async () => {
    const { ask, logged } = endpointOn({
      handlers: {
        DescribeClusterNameSpaces: () => Promise.reject(new Error('no route to the cluster')),
      },
    })
    expect(await ask('DescribeClusterNameSpaces', { clusterId })).toMatchObject({ code: 6000 })
    expect(logged.join()).toContain('no route to the cluster')
  })

  it('closes the connection if the backend does not know the outcome', async () => {
    const { ask } = endpointOn({
      handlers: { DescribeClusterNameSpaces: () => Promise.reject(new OutcomeUnknown('lost')) },
    })
    await expect(ask('DescribeClusterNameSpaces', { clusterId })).rejects.toThrow('lost')
  })

  it('is aborted when the proxy stops waiting', async () => {
    let signal: AbortSignal | undefined
    const { fetchLocal, clock } = endpointOn({
      handlers: {
        DescribeClusterNameSpaces: (_params, context) => {
          signal = context.signal
          return new Promise(() => {})
        },
      },
    })
    const request = await signedRequest('DescribeClusterNameSpaces', { clusterId }, clock.now())
    const body = new Uint8Array(await request.clone().arrayBuffer())
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const outgoing = { method: 'POST', url: request.url, headers, body } as const
    const pass = holdTimeLimits()
    const sent = createInProcessTransport({ fetchLocal })({
      ...outgoing,
      isWrite: false,
      timeLimit: 1000,
    })
    const failure = expect(sent).rejects.toMatchObject({ kind: 'timeout' })
    await pass(1000, () => signal !== undefined)
    await failure
    await expect.poll(() => signal?.aborted).toBe(true)
  })
})
