import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { origin } from '../../test/proxy/proxy'
import { type SimulatedProxy, simulatedProxy } from '../../test/proxy/simulatedProxy'
import type { Scope } from '../ports'

const namespace = 'web'
const board = { name: 'Shop', account: 'embedded', region: 'gz', charts: [], range: '' }

let console: SimulatedProxy
let clusterId: string
let keys = 0

beforeAll(async () => {
  console = await simulatedProxy()
  const { clusters } = await console.cloud.call('DescribeCluster', { clusterName: 'shop-staging' })
  clusterId = clusters[0]?.clusterId ?? ''
  await console.cloud.call('CreateCCRNamespace', { namespace: 'own' })
})
afterAll(() => console.proxy.close())

interface Sent {
  method?: string
  path: string
  body: object
  headers: Record<string, string>
}

const send = ({ method = 'POST', path, body, headers }: Sent) =>
  console.proxy.send(path, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-Gantry': '1', Origin: origin, ...headers },
    body: JSON.stringify(body),
  })

/** Adds a user with a scope. All requests of the user carry the same, new idempotency key. */
async function userOf(scope: Scope) {
  keys += 1
  const name = `user-${keys}`
  const cookie = await console.proxy.limited(scope, name)
  const headers = { Cookie: cookie, 'Idempotency-Key': name }
  const call = (action: string, params: object, more: object = {}) => {
    const body = { account: 'embedded', region: 'gz', params, ...more }
    return send({ path: `/api/call/${action}`, body, headers })
  }
  const write = (method: string, path: string, body: object) =>
    send({ method, path, body, headers })
  const limitTo = (next: Scope) => console.proxy.store.users.change(name, { scope: next })
  return { call, write, limitTo, name, headers }
}

type Answer = Awaited<ReturnType<typeof send>>
const outcomeOf = ({ status, body, headers }: Answer) => ({
  status,
  code: body.error?.codeDesc,
  isReplayed: headers.get('Idempotency-Replayed') === 'true',
})
const replayed = { status: 200, isReplayed: true }
const refused = { status: 403, code: 'OutOfScope', isReplayed: false }

async function repository(name: string): Promise<string> {
  const reponame = `own/${name}`
  await console.cloud.call('CreateRepository', { reponame, public: 1 })
  const src_image = 'shop/storefront:2.14.3'
  await console.cloud.call('DuplicateImage', { src_image, dest_image: `${reponame}:1.0` })
  return reponame
}

/** Adds a trigger that updates a service in another region. */
async function triggerElsewhere(reponame: string) {
  const there = { region: 'bj' }
  const { clusters } = await console.cloud.call('DescribeCluster', {}, there)
  const cluster = clusters[0]?.clusterId ?? ''
  const listed = { clusterId: cluster, allnamespace: 1 as const }
  const { services } = await console.cloud.call('DescribeClusterService', listed, there)
  const { serviceName = '', namespace: within = '' } = services[0] ?? {}
  const serviceKey = { clusterId: cluster, namespace: within, serviceName }
  const { service } = await console.cloud.call('DescribeClusterServiceInfo', serviceKey, there)
  const containerName = service.containers[0]?.containerName ?? ''
  await console.cloud.call('AddUpdateServiceTrigger', {
    ...{ ...serviceKey, triggerName: `elsewhere-${reponame.slice(4)}`, reponame, containerName },
    ...{ invokeMethod: 'all', clusterRegion: 8 },
  })
}

describe('a repeated call', () => {
  it('is refused once its images would fire a trigger outside the scope', async () => {
    const { call } = await userOf({ regions: ['gz'] })
    const reponame = await repository('copied')
    const copy = { src_image: `${reponame}:1.0`, dest_image: `${reponame}:2.0` }
    const first = await call('DuplicateImage', copy)
    expect(first.status, first.text).toBe(200)
    expect(outcomeOf(await call('DuplicateImage', copy))).toMatchObject(replayed)
    await triggerElsewhere(reponame)
    expect(outcomeOf(await call('DuplicateImage', copy))).toEqual(refused)
  })

  it('is refused once the account no longer allows host access', async () => {
    const account = console.proxy.ports.accounts.find(({ name }) => name === 'other')
    const { call } = await userOf({ clusters: [clusterId] })
    const containers = [{ containerName: 'app', image: 'nginx:1.13', privileged: true }]
    const service = { clusterId, namespace, serviceName: 'hosted', replicas: 1, containers }
    const create = () =>
      call('CreateClusterService', { ...service, accessType: 'None' }, { account: 'other' })
    expect((await create()).status).toBe(200)
    expect(outcomeOf(await create())).toMatchObject(replayed)
    Object.assign(account ?? {}, { allowHostAccess: false })
    const repeatedAnswer = await create()
    Object.assign(account ?? {}, { allowHostAccess: true })
    expect(outcomeOf(repeatedAnswer)).toEqual(refused)
  })

  it('is refused once the cluster is outside the scope', async () => {
    const { call, limitTo } = await userOf({ clusters: [clusterId] })
    const params = { clusterId, name: 'fresh', description: '' }
    expect((await call('CreateClusterNamespace', params)).status).toBe(200)
    await limitTo({ clusters: ['cls-other'] })
    expect(outcomeOf(await call('CreateClusterNamespace', params))).toEqual(refused)
  })

  it('is answered if the first one has deleted the target', async () => {
    const { call } = await userOf({ regions: ['gz'] })
    const reponame = await repository('deleted')
    const params = { reponames: [reponame] }
    const remove = () => call('BatchDeleteRepository', params, { confirm: reponame })
    const first = await remove()
    expect(first.status, first.text).toBe(200)
    const secondRemoval = await remove()
    expect(outcomeOf(secondRemoval)).toMatchObject(replayed)
    expect(secondRemoval.text).toBe(first.text)
  })
})

describe("a repeated write of the console's own API", () => {
  it('is refused once the scope is smaller, and answered for a larger one', async () => {
    const { write, limitTo } = await userOf({ regions: ['gz'] })
    const createBoard = () => write('POST', '/api/boards', board)
    expect((await createBoard()).status).toBe(200)
    await limitTo({ regions: ['gz', 'bj'] })
    expect(outcomeOf(await createBoard())).toMatchObject(replayed)
    await limitTo({ regions: ['bj'] })
    expect(outcomeOf(await createBoard())).toEqual(refused)
  })

  it('is refused once a push would fire a trigger outside the scope', async () => {
    const { write, name } = await userOf({ regions: ['gz'] })
    const reponame = await repository('pushed')
    const push = () => write('POST', '/api/push', { account: 'embedded', reponame, tag: '3.0' })
    const first = await push()
    expect(first.status, first.text).toBe(200)
    expect(outcomeOf(await push())).toMatchObject(replayed)
    await triggerElsewhere(reponame)
    expect(outcomeOf(await push())).toEqual(refused)
    const [row] = await console.proxy.rows()
    expect(row).toMatchObject({ user: name, action: 'PushTag', outcome: 'refused' })
  })

  it('is answered for a push whose repository no longer exists', async () => {
    const { write } = await userOf({ regions: ['gz'] })
    const reponame = await repository('removed')
    const push = () => write('POST', '/api/push', { account: 'embedded', reponame, tag: '3.0' })
    expect((await push()).status).toBe(200)
    await console.cloud.call('BatchDeleteRepository', { reponames: [reponame] })
    expect(outcomeOf(await push())).toMatchObject(replayed)
  })

  it('is refused while its account or the console is read-only', async () => {
    const { write } = await userOf({ regions: ['gz'] })
    const reponame = await repository('stopped')
    const push = () => write('POST', '/api/push', { account: 'embedded', reponame, tag: '3.0' })
    expect((await push()).status).toBe(200)
    const { switches } = console.proxy.store
    const changedBy = { user: 'admin', at: console.proxy.clock.now() }
    for (const name of ['readOnly embedded', 'readOnly']) {
      await switches.set(name, true, changedBy)
      expect(outcomeOf(await push())).toMatchObject({ status: 403, code: 'SwitchedOff' })
      await switches.set(name, false, changedBy)
    }
    expect(outcomeOf(await push())).toMatchObject(replayed)
  })

  it('is refused in the same way if its target no longer exists', async () => {
    const adding = await userOf({ regions: ['gz'] })
    const added = await adding.write('POST', '/api/boards', board)
    const id = /"id":"([^"]*)"/.exec(added.text)?.[1] ?? ''
    const { write, limitTo } = await userOf({ regions: ['gz'] })
    const remove = () => write('DELETE', `/api/boards/${id}`, {})
    expect((await remove()).status).toBe(200)
    expect(outcomeOf(await remove())).toMatchObject(replayed)
    await limitTo({ regions: ['bj'] })
    expect(outcomeOf(await remove())).toEqual(refused)
  })

  it('is not answered for an access token of the user with a smaller scope', async () => {
    const { write, headers } = await userOf({})
    expect((await write('POST', '/api/boards', board)).status).toBe(200)
    const token = { name: 'part', role: 'operator', days: 1, scope: { regions: ['bj'] } }
    const { Cookie } = headers
    const tokenCreation = await send({ path: '/api/tokens', body: token, headers: { Cookie } })
    const value = /"value":"([^"]*)"/.exec(tokenCreation.text)?.[1] ?? ''
    const repeatedCreation = await send({
      path: '/api/boards',
      body: board,
      headers: { Authorization: `Bearer ${value}`, 'Idempotency-Key': headers['Idempotency-Key'] },
    })
    expect(outcomeOf(repeatedCreation)).toEqual(refused)
  })
})

it('is answered for an access token as for a session', async () => {
  const { headers } = await userOf({})
  const { Cookie } = headers
  const token = { name: 'whole', role: 'operator', days: 1 }
  const createdToken = await send({ path: '/api/tokens', body: token, headers: { Cookie } })
  const value = /"value":"([^"]*)"/.exec(createdToken.text)?.[1] ?? ''
  const addWithToken = () =>
    send({
      path: '/api/boards',
      body: board,
      headers: { Authorization: `Bearer ${value}`, 'Idempotency-Key': 'by-token' },
    })
  expect((await addWithToken()).status).toBe(200)
  expect(outcomeOf(await addWithToken())).toMatchObject(replayed)
})
