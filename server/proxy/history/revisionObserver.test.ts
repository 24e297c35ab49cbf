import { beforeEach, describe, expect, it } from 'vitest'
import { accountAt, type TestProxy } from '../../test/proxy/proxy'
import { temporaryProxy, temporaryUpstream } from '../../test/proxy/temporary'
import { envelope, type Upstream } from '../../test/proxy/upstream'

interface Revision {
  id: string
  user: string
  action: string
  outcome: string
  code: number | null
  params: Record<string, unknown>
  spec: Record<string, unknown> | null
}

let upstream: Upstream
let console: TestProxy
let ada = ''

beforeEach(async () => {
  upstream = await temporaryUpstream()
  console = await temporaryProxy({ accounts: [accountAt(upstream.url)] })
  ada = await console.signInAs('operator', 'ada')
})

const web = { clusterId: 'cls-1', namespace: 'default', serviceName: 'web' }
const settings = {
  replicas: 2,
  serviceDesc: 'shop',
  containers: [
    { containerName: 'web', image: 'nginx:1', envs: [{ name: 'KEY', value: 'hunter2' }] },
    { containerName: 'agent', image: 'agent:1' },
  ],
  nodeAffinity: [{ key: 'disk', operator: 'Exists' }],
}
/** The same settings, masked as in a response. */
const expectedRevision = {
  ...settings,
  containers: [
    {
      ...settings.containers[0],
      envs: [{ name: 'KEY', value: expect.stringMatching(/^<masked:prod\/gz\/.+>$/) }],
    },
    settings.containers[1],
  ],
}
const strategy = 'RollingUpdate'
const query = (overrides = '') =>
  `?account=prod&region=gz&clusterId=cls-1&namespace=default&serviceName=web${overrides}`

async function revisions(overrides = '', cookie = ada): Promise<Revision[]> {
  const answer = await console.send(`/api/revisions${query(overrides)}`, {
    headers: { Cookie: cookie },
  })
  expect(answer.status).toBe(200)
  const { data } = JSON.parse(answer.text)
  return data.revisions
}

/** Sends the calls sequentially, a second apart. */
async function calls(...all: [string, object][]) {
  for (const [action, params] of all) {
    await console.call(ada, action, { ...web, ...params })
    console.clock.pass(1)
  }
}

describe('revisions of a service', () => {
  it('are limited by the response size, without oversized parameters', async () => {
    const long = 'x'.repeat(60_000)
    const serviceDesc = long.repeat(2)
    await calls(
      ['CreateClusterService', { ...settings, serviceDesc }],
      ['ModifyServiceReplicas', { scaleTo: 5 }],
    )
    expect((await revisions()).map(({ spec }) => spec)).toEqual([null, null])
    await calls(
      ...Array.from({ length: 60 }, (): [string, object] => [
        'ModifyClusterService',
        { ...settings, strategy, serviceDesc: long },
      ]),
    )
    const all = await revisions()
    expect(all.length).toBeGreaterThan(20)
    expect(all.length).toBeLessThan(40)
    expect(all[0]?.spec?.serviceDesc).toBe(long)
  })

  it('list user and parameters, newest first, with the resulting settings', async () => {
    await calls(
      ['CreateClusterService', settings],
      ['ModifyServiceReplicas', { scaleTo: 5 }],
      ['ModifyClusterServiceImage', { containers: [{ containerName: 'agent', image: 'agent:2' }] }],
      ['ModifyServiceDescription', { description: 'a shop' }],
      ['RedeployClusterService', {}],
    )
    const all = await revisions()
    expect(all.map((revision) => [revision.user, revision.action, revision.outcome])).toEqual([
      ['ada', 'RedeployClusterService', 'ok'],
      ['ada', 'ModifyServiceDescription', 'ok'],
      ['ada', 'ModifyClusterServiceImage', 'ok'],
      ['ada', 'ModifyServiceReplicas', 'ok'],
      ['ada', 'CreateClusterService', 'ok'],
    ])
    expect(all[4]?.spec).toEqual(expectedRevision)
    expect(all[0]?.spec).toEqual({
      ...expectedRevision,
      replicas: 5,
      serviceDesc: 'a shop',
      containers: [expectedRevision.containers[0], { containerName: 'agent', image: 'agent:2' }],
    })
  })

  it('compute a rollback of an update of everything', async () => {
    const changedSettings = { ...settings, strategy, replicas: 4, serviceDesc: 'second' }
    await calls(['ModifyClusterService', { ...settings, strategy }])
    await calls(['ModifyClusterService', changedSettings], ['RollBackClusterService', {}])
    expect((await revisions())[0]?.spec).toEqual({ ...expectedRevision, strategy })
  })

  it('compute a rollback of an update of images, which keeps replicas and description', async () => {
    await calls(
      ['ModifyClusterService', { ...settings, strategy }],
      ['ModifyClusterServiceImage', { containers: [{ containerName: 'web', image: 'nginx:2' }] }],
      ['ModifyServiceReplicas', { scaleTo: 7 }],
      ['RollBackClusterService', {}],
    )
    expect((await revisions())[0]?.spec).toEqual({ ...expectedRevision, strategy, replicas: 7 })
    await calls(['RollBackClusterService', {}])
    expect((await revisions())[0]?.spec).toMatchObject({
      replicas: 7,
      containers: [{ image: 'nginx:2' }, {}],
    })
  })

  it('leave settings empty that are unknown or of a deleted service', async () => {
    await calls(['ModifyServiceReplicas', { scaleTo: 3 }], ['RollBackClusterService', {}])
    expect((await revisions()).map((revision) => revision.spec)).toEqual([null, null])
    await calls(['CreateClusterService', settings], ['DeleteClusterService', {}])
    expect((await revisions()).map((revision) => revision.spec === null)).toEqual([
      true,
      false,
      true,
      true,
    ])
  })

  it('are recorded before the call is sent, and distinguish a refusal from a missing response', async () => {
    let seen: unknown
    upstream.reply = () => envelope(5100, 'ServicePaused', '(1)paused')
    await calls(['ModifyClusterService', { ...settings, strategy }])
    upstream.reply = () => 'close'
    await calls(['RedeployClusterService', {}])
    upstream.reply = () => envelope(0, 'Success', '', {})
    const transport = console.ports.transport
    console.ports.transport = async (request) => {
      seen = (await revisions())[0]?.outcome
      return transport(request)
    }
    await calls(['RedeployClusterService', {}])
    expect(seen).toBe('pending')
    expect(
      (await revisions()).map((revision) => [revision.outcome, revision.code, revision.spec]),
    ).toEqual([
      ['ok', 0, null],
      ['unknown', 502, null],
      ['error', 5100, null],
    ])
  })

  it('become unknown after a crash', async () => {
    await console.store.revisions.add({
      ...web,
      account: 'prod',
      region: 'gz',
      id: 'r1',
      at: 1,
      user: 'ada',
      role: 'operator',
      action: 'RedeployClusterService',
      params: '{}',
      outcome: 'pending',
      code: null,
      codeDesc: '',
      message: '',
    })
    expect(await console.store.revisions.settle('the console stopped')).toBe(1)
    expect((await revisions())[0]).toMatchObject({
      outcome: 'unknown',
      message: 'the console stopped',
    })
  })

  it('use the namespace default if none is sent', async () => {
    const { namespace: _, ...unnamed } = web
    await console.call(ada, 'RedeployClusterService', unnamed)
    await console.call(ada, 'RedeployClusterService', { ...web, namespace: 'prod' })
    await console.call(ada, 'RedeployClusterService', web, { region: 'sh' })
    expect(await revisions()).toHaveLength(1)
  })

  it('require a session and a configured account, and are paged', async () => {
    await calls(['RedeployClusterService', {}], ['RedeployClusterService', {}])
    expect(await revisions('&limit=1')).toHaveLength(1)
    expect((await console.send(`/api/revisions${query()}`)).status).toBe(401)
    const headers = { Cookie: ada }
    const unknown = query().replace('prod', 'other')
    expect((await console.send(`/api/revisions${unknown}`, { headers })).status).toBe(400)
    const short = query().replace('&serviceName=web', '')
    const { body } = await console.send(`/api/revisions${short}`, { headers })
    expect(body.error?.fields).toEqual([
      { path: 'serviceName', rule: 'required', message: 'is required' },
    ])
    const { status } = await console.send(`/api/revisions${query('&limit=0')}`, { headers })
    expect(status).toBe(400)
  })
})

describe('events of a service', () => {
  const event = (overrides: object = {}) => ({
    firstSeen: '2017-06-07 15:00:00',
    lastSeen: '2017-06-07 15:01:00',
    count: 2,
    level: 'Normal',
    objType: 'Pod',
    objName: 'web-1',
    reason: 'Pulled',
    message: 'Image pulled',
    ...overrides,
  })
  const reportEvents = async (...eventList: object[]) => {
    upstream.reply = () => envelope(0, 'Success', '', { eventList })
    await console.call(ada, 'DescribeServiceEvent', web)
  }
  const storedEvents = async () => {
    const answer = await console.send(`/api/events${query()}`, { headers: { Cookie: ada } })
    return JSON.parse(answer.text).data.events
  }

  it('are kept after the cloud has dropped them', async () => {
    await reportEvents(event(), event({ reason: 'Started', lastSeen: '2017-06-07 15:02:00' }))
    await reportEvents(event({ reason: 'Killing', lastSeen: '2017-06-07 17:00:00' }))
    expect(
      (await storedEvents()).map((storedEvent: { reason: string }) => storedEvent.reason),
    ).toEqual(['Killing', 'Started', 'Pulled'])
  })

  it('are merged if they recur, with the count continued after an hour', async () => {
    await reportEvents(event())
    await reportEvents(event({ count: 3, lastSeen: '2017-06-07 15:30:00' }))
    expect(await storedEvents()).toMatchObject([{ count: 3, lastSeen: '2017-06-07 15:30:00' }])
    const later = { firstSeen: '2017-06-07 18:00:00', lastSeen: '2017-06-07 18:00:00', count: 1 }
    await reportEvents(event(later))
    await reportEvents(event(later), event({ reason: 'Other' }))
    expect((await storedEvents())[0]).toMatchObject({
      count: 4,
      firstSeen: '2017-06-07 15:00:00',
      lastSeen: '2017-06-07 18:00:00',
    })
  })

  it('are deleted a week after they were last seen', async () => {
    await reportEvents(event())
    console.clock.pass(8 * 86_400)
    ada = await console.signIn('ada')
    await reportEvents(event({ reason: 'Later' }))
    expect(await storedEvents()).toMatchObject([{ reason: 'Later' }])
  })

  it('are ignored if malformed', async () => {
    upstream.reply = () => envelope(0, 'Success', '', { eventList: [1, { message: 7 }] })
    expect((await console.call(ada, 'DescribeServiceEvent', web)).status).toBe(200)
  })
})
