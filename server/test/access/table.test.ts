import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Action } from '../../../src/contract/action'
import { actions } from '../../../src/contract/index'
import type { Scope } from '../../proxy/ports'
import { createFixture, type Fixture } from './fixture'
import { isInside } from './inside'
import { type DemoResources, demoResourcesIn } from './places'
import { probe, type Sent } from './probe'

/** Writes that belong to no cluster, refused to users limited to clusters or namespaces. */
const ofAccount = [
  ...['CreateCluster', 'AddClusterInstancesFromExistedCvm', 'UpdateInstanceBandwidthHour'],
  ...['ChangePassword', 'CreateCCRNamespace', 'DeleteUserNamespace', 'CreateRepository'],
  ...['BatchDeleteRepository', 'UpdateRepositoryDesc', 'UpdateRepositoryPublic'],
  ...['AddFavor', 'DeleteFavor', 'BatchDeleteFavor', 'DuplicateImage', 'BatchDeleteTag'],
  ...['SetAutoDelStrategy', 'CloseAutoDelStrategy', 'DeleteUpdateServiceTrigger'],
]
/** Writes to a whole cluster, refused to users limited to namespaces. */
const ofCluster = [
  ...['DeleteCluster', 'ModifyClusterAttributes', 'AddClusterInstances', 'DeleteClusterInstances'],
  ...['ModifyClusterNodeLabel', 'ModifyClusterNodeSchedulable', 'DrainClusterNode'],
]
/** Writes that affect every region, refused to users limited to regions. */
const ofEveryRegion = ['ChangePassword']

const kinds = ['account', 'region', 'cluster', 'namespace'] as const
type Kind = (typeof kinds)[number]

let fixture: Fixture
let near: DemoResources
let far: DemoResources
let scopes: Record<Kind, Scope>
const cookies: Record<string, string> = {}

beforeAll(async () => {
  fixture = await createFixture()
  const { cloud, proxy, storage } = fixture
  for (const triggerName of ['storefront-hotfix', 'partners-stock', 'recommender-canary']) {
    await cloud.call('DeleteUpdateServiceTrigger', { triggerName })
  }
  const shop = { clusterName: 'shop-prod', namespace: 'web', prefix: 'near' }
  const mobile = { clusterName: 'mobile-bff', namespace: 'default', prefix: 'far' }
  near = await demoResourcesIn(fixture, { region: 'gz', clusterRegion: 1, ...shop })
  far = await demoResourcesIn(fixture, { region: 'bj', clusterRegion: 8, ...mobile })
  scopes = {
    account: { accounts: ['embedded'] },
    region: { regions: ['gz'] },
    cluster: { clusters: [near.clusterId] },
    namespace: { namespaces: ['web', 'fresh'] },
  }
  for (const kind of kinds) cookies[kind] = await proxy.limited(scopes[kind], kind)
  for (const role of ['viewer', 'operator'] as const) cookies[role] = await proxy.signInAs(role)
  await proxy.signInAs('operator', 'readOnly')
  await proxy.store.users.change('readOnly', { isReadOnly: true })
  cookies.readOnly = await proxy.signIn('readOnly')
  await cloud.call('DescribeCluster', {})
  storage.isProbing = true
}, 60_000)
afterAll(() => fixture.proxy.close())

/** Kinds and IDs of the changed documents that are outside a scope. */
const outside = (scope: Scope, changed: Fixture['storage']['changed']) => {
  const documents = [...changed, ...fixture.storage.documents()]
  return changed
    .filter((document) => !isInside(scope, document, documents))
    .map(({ kind, id }) => `${kind} ${id}`)
}

/** All violations when limited users send a write, to resources inside and outside their scope. */
async function faultsOfWrite(action: Action): Promise<string[]> {
  const { name } = action
  const faults: string[] = []
  const expectAnswer = async (user: string, what: string, sent: Sent, expected: string) => {
    const { answer, changed } = await probe(fixture, action, cookies[user] ?? '', sent)
    if (answer !== expected) faults.push(`${user} ${what}: ${answer} instead of ${expected}`)
    const scope = kinds.find((kind) => kind === user)
    const beyond = scope ? outside(scopes[scope], changed) : changed.map(({ kind }) => kind)
    if (answer !== 'accepted' || scope)
      faults.push(...beyond.map((value) => `${user} ${what}: ${value}`))
  }
  const here = { region: 'gz', resources: near }
  const refused: Record<Kind, readonly string[]> = {
    account: [],
    region: ofEveryRegion,
    cluster: ofAccount,
    namespace: [...ofAccount, ...ofCluster],
  }
  for (const user of ['viewer', 'readOnly']) await expectAnswer(user, 'here', here, 'ReadOnly')
  await expectAnswer('operator', 'here', here, 'accepted')
  for (const kind of kinds) {
    const expected = refused[kind].includes(name) ? 'OutOfScope' : 'accepted'
    await expectAnswer(kind, 'here', here, expected)
  }
  const there = { region: 'bj', resources: far }
  await expectAnswer('account', 'elsewhere', { ...there, account: 'other' }, 'OutOfScope')
  for (const kind of ['region', 'cluster', 'namespace'] as const) {
    await expectAnswer(kind, 'elsewhere', there, 'OutOfScope')
  }
  // Sent to the region of the scope, but with parameters or effects in another region.
  const { answer, changed } = await probe(fixture, action, cookies.region ?? '', {
    region: 'gz',
    resources: far,
  })
  faults.push(
    ...outside(scopes.region, changed).map((value) => `region reaches ${value}: ${answer}`),
  )
  return faults
}

const allActions: readonly Action[] = Object.values(actions)

describe.each(allActions.filter(({ mutates }) => mutates))('$name', (action) => {
  it('is answered by scope and role, and changes nothing outside the scope', async () => {
    expect(await faultsOfWrite(action)).toEqual([])
  })

  it('is refused while the account or the console is read-only', async () => {
    const by = { user: 'admin', at: fixture.proxy.clock.now() }
    for (const name of ['readOnly embedded', 'readOnly']) {
      await fixture.proxy.store.switches.set(name, true, by)
      const { answer, changed } = await probe(fixture, action, cookies.operator ?? '', {
        region: 'gz',
        resources: near,
      })
      await fixture.proxy.store.switches.set(name, false, by)
      expect([name, answer, changed]).toEqual([name, 'SwitchedOff', []])
    }
  })
})

describe.each(allActions.filter(({ mutates }) => !mutates))('$name', (action) => {
  it('is answered for every role, shows nothing outside a limited scope, and changes nothing', async () => {
    const here = { region: 'gz', resources: near }
    for (const user of ['viewer', 'readOnly', 'operator', 'account', 'region']) {
      const { answer, changed } = await probe(fixture, action, cookies[user] ?? '', here)
      expect(changed).toEqual([])
      expect([user, answer]).not.toEqual([user, 'OutOfScope'])
    }
    const elsewhere: [Kind, Sent][] = [
      ['account', { region: 'bj', resources: far, account: 'other' }],
      ['region', { region: 'bj', resources: far }],
      ['cluster', { region: 'bj', resources: far }],
    ]
    for (const [kind, sent] of elsewhere) {
      const { answer, changed, text } = await probe(fixture, action, cookies[kind] ?? '', sent)
      expect(changed).toEqual([])
      if (kind !== 'cluster') expect([kind, answer]).toEqual([kind, 'OutOfScope'])
      else if (answer !== 'OutOfScope') expect(text).not.toContain(far.clusterId)
    }
  })
})

it('fails for a planted write without declared effects', async () => {
  const { effects: _, ...undeclared } = actions.UpdateRepositoryDesc
  const planted: Action = { ...undeclared, name: 'UpdatePlanted' }
  Object.assign(actions, { [planted.name]: planted })
  const faults = await faultsOfWrite(planted).finally(() =>
    Reflect.deleteProperty(actions, planted.name),
  )
  expect(faults).toContain('region here: OutOfScope instead of accepted')
})
