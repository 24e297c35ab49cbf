import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maskText } from '../../../src/contract/secrets/mask'
import { cloudProxy } from '../../test/proxy/cloudProxy'
import { withSecret } from '../../test/proxy/proxy'
import { createProxy } from '../app'
import { createIssuedMasks } from './issued'

const { proxy, cloud }: Awaited<ReturnType<typeof cloudProxy>> = await cloudProxy()
const password = 'hunter2 and more'
let number = 0
let ann: string
let clusterId: string

beforeAll(async () => {
  ann = await proxy.signInAs('operator', 'ann')
  clusterId = (await cloud.call('DescribeCluster', {})).clusters[0]?.clusterId ?? ''
})
afterAll(() => proxy.close())

const containersWith = (value: string) => [
  { containerName: 'web', image: 'nginx:1.25', envs: [{ name: 'DB_PASSWORD', value }] },
]

/**
 * A service whose password was set outside the console, and the mask that a page shows for the
 * password.
 */
async function shownService() {
  number += 1
  const serviceRef = { clusterId, namespace: 'default', serviceName: `set${number}` }
  const settings = { ...serviceRef, replicas: 1, accessType: 'None' as const }
  await cloud.call('CreateClusterService', { ...settings, containers: containersWith(password) })
  proxy.clock.pass(120)
  const { text } = await proxy.call(ann, 'DescribeClusterServiceInfo', serviceRef)
  const [mask = ''] = /<masked:[^>]*>/.exec(text) ?? []
  const modified = (value: string) => ({
    ...{ ...settings, strategy: 'RollingUpdate', containers: containersWith(value) },
  })
  const passwordNow = async () => {
    const { service } = await cloud.call('DescribeClusterServiceInfo', serviceRef)
    return service.containers[0]?.envs[0]?.value
  }
  return { mask, modified, passwordNow }
}

const modify = (params: object) => proxy.call(ann, 'ModifyClusterService', params)

/** Sends a write through a console that has just started on the same store. */
async function modifyAfterRestart(params: object) {
  proxy.clock.pass(240)
  const restarted = createProxy(proxy.ports)
  const sentParams = withSecret({
    method: 'POST',
    headers: {
      ...{ 'Content-Type': 'application/json', 'X-Gantry': '1' },
      ...{ Origin: 'http://console.test', Cookie: ann },
    },
    body: JSON.stringify({ account: 'prod', region: 'gz', params }),
  })
  const path = 'http://console.test/api/call/ModifyClusterService'
  return (await restarted(new Request(path, sentParams))).text()
}

describe('a value that was set outside the console and replaced through it', () => {
  it('is restored by its mask after a restart, and by another process', async () => {
    const { mask, modified, passwordNow } = await shownService()
    expect((await modify(modified('another one'))).status).toBe(200)
    expect(await passwordNow()).toBe('another one')
    expect(await modifyAfterRestart(modified(mask))).toBe('{"data":{}}')
    expect(await passwordNow()).toBe(password)
  })

  it('is stored encrypted only', async () => {
    const { mask } = await shownService()
    const row = await proxy.store.maskedValues.find(mask)
    expect(row?.sealed).toMatch(/^[A-Za-z0-9+/]+=*$/)
    expect(atob(row?.sealed ?? '')).not.toContain('hunter2')
    expect(proxy.output.join()).not.toContain('hunter2')
  })

  it('is restored with the account’s key only', async () => {
    const { mask } = await shownService()
    const restarted = createIssuedMasks(proxy.ports)
    const [account] = proxy.ports.accounts
    const secret = { name: 'DB_PASSWORD', value: password }
    expect(await restarted.find(mask, account?.secretKey ?? '')).toEqual(secret)
    expect(await restarted.find(mask, 'the next key')).toBeUndefined()
  })

  it('is not restored from the row of another mask', async () => {
    const [first, second] = [await shownService(), await shownService()]
    const row = await proxy.store.maskedValues.find(first.mask)
    await modify(second.modified('another one'))
    await proxy.store.maskedValues.put([
      { ...row, at: 0, sealed: row?.sealed ?? '', mask: second.mask },
    ])
    expect(await modifyAfterRestart(second.modified(second.mask))).toContain('maskUnknown')
  })

  it('expires thirty days after its mask was last issued', async () => {
    const { mask } = await shownService()
    proxy.clock.pass(31 * 86_400)
    ann = await proxy.signIn('ann')
    await shownService()
    expect(await proxy.store.maskedValues.find(mask)).toBeUndefined()
  })

  it('is masked even if the store rejects writes', async () => {
    const { put } = proxy.store.maskedValues
    proxy.store.maskedValues.put = () => Promise.reject(new Error('disk full'))
    const { mask } = await shownService()
    proxy.store.maskedValues.put = put
    expect(mask).not.toBe('')
    expect(proxy.output.join()).toContain('masksNotKept')
  })
})

describe('a version of a draft that another tab has replaced', () => {
  const name = 'create-service prod/gz'
  const path = `/api/drafts/${encodeURIComponent(name)}`
  const save = (form: string, user = ann) => proxy.write('PUT', path, { values: { form } }, user)
  const formWith = (value: string) => JSON.stringify({ containers: containersWith(value) })
  const storedJson = async (user: string) => (await proxy.store.drafts.find(user, name))?.json
  const maskShown = async () => {
    const { text } = await proxy.send(path, { headers: { Cookie: ann } })
    return /<masked:draft[^>]*>/.exec(text)?.[0] ?? ''
  }

  it('keeps its secrets when it is saved again or sent', async () => {
    await save(formWith(password))
    const mask = await maskShown()
    await save(formWith(''))
    expect(await storedJson('ann')).not.toContain(password)
    const { modified, passwordNow } = await shownService()
    expect((await modify(modified('another one'))).status).toBe(200)
    expect((await modify(modified(mask))).status).toBe(200)
    expect(await passwordNow()).toBe(password)
    await save(formWith(mask))
    expect(await storedJson('ann')).toContain(password)
  })

  it('discloses nothing to another user who knows its masks', async () => {
    await save(formWith(password))
    const mask = await maskShown()
    await save(formWith(mask), await proxy.signInAs('operator', 'eve'))
    expect(await storedJson('eve')).not.toContain(password)
    expect(await storedJson('eve')).toContain(mask)
  })
})

it('a mask of an unknown account has no value', async () => {
  const source = { account: 'none', region: 'gz', clusterId, namespace: 'a', serviceName: 'b' }
  const mask = maskText({ source, digest: '0123' })
  expect(await modifyAfterRestart({ ...(await shownService()).modified(mask) })).toContain(
    'maskUnknown',
  )
})
