import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consoleRoutes } from '../../../src/contract/console/routes'
import type { Role, Scope } from '../../proxy/ports'
import { type SimulatedProxy, simulatedProxy } from '../proxy/simulatedProxy'
import {
  type Kind,
  kinds,
  type Plant,
  plantAt,
  prefixes,
  regionOfPrefix,
  type Spot,
  spotOutside,
  storedOf,
} from './consolePlants'
import type { Fixture, RouteParameters, Row } from './consoleRow'
import { consoleTable } from './consoleTable'

let console: SimulatedProxy
let insideSpot: Spot
let mask: string
const scopes: Partial<Record<Kind, Scope>> = {}
const plants: Partial<Record<Kind, Plant>> = {}
const reponame = 'nearns/app'

beforeAll(async () => {
  console = await simulatedProxy({
    names: ['embedded', 'zz-account'],
    regionNames: ['gz', 'bj'],
    revealRoles: ['operator', 'admin'],
  })
  const { cloud, proxy } = console
  const { clusters } = await cloud.call('DescribeCluster', { clusterName: 'shop-prod' })
  const clusterId = clusters[0]?.clusterId ?? ''
  const service = { clusterId, namespace: 'web', serviceName: 'near-service' }
  insideSpot = { account: 'embedded', region: 'gz', ...service }
  const envs = [{ name: 'DB_PASSWORD', value: 'correct horse' }]
  const containers = [{ containerName: 'app', image: 'nginx:1.13', envs }]
  await cloud.call('CreateClusterService', {
    ...{ ...service, replicas: 1, accessType: 'None', containers },
  })
  await cloud.call('CreateCCRNamespace', { namespace: 'nearns' })
  await cloud.call('CreateRepository', { reponame, public: 1 })
  const unlimitedCookie = await proxy.signInAs('operator', 'whole')
  const { text } = await console.call(unlimitedCookie, 'gz', 'DescribeClusterServiceInfo', service)
  mask = /<masked:[^>]*>/.exec(text)?.[0] ?? ''
  const scopeByKind: Record<Kind, Scope> = {
    account: { accounts: ['embedded'] },
    region: { regions: ['gz'] },
    cluster: { clusters: [clusterId] },
    namespace: { namespaces: ['web'] },
  }
  for (const kind of kinds) {
    scopes[kind] = scopeByKind[kind]
    plants[kind] = await plantAt(console, spotOutside(kind, insideSpot, 'zz'), `zz-${kind}`)
  }
  const { user } = plants.account ?? { user: '' }
  await proxy.store.switches.set('readOnly zz-account', true, { user, at: 0 })
  await proxy.proxy.inventory.step()
})
afterAll(() => console.proxy.close())

let userCount = 0

/** Creates a user with a role and a scope of the given kind, and a board that the user owns. */
async function createFixture(kind: Kind, role: Role) {
  const name = `${role}-${kind}-${++userCount}`
  const cookie = await console.proxy.limited(scopes[kind] ?? {}, name)
  if (role === 'admin') await console.proxy.store.users.change(name, { role })
  const ownPlant = await plantAt(console, insideSpot, `own${userCount}`)
  const outside = {
    zz: spotOutside(kind, insideSpot, 'zz'),
    yy: spotOutside(kind, insideSpot, 'yy'),
    xx: spotOutside(kind, insideSpot, 'xx'),
  }
  const hidden = plants[kind] ?? ownPlant
  const fixture: Fixture = {
    kind,
    inside: insideSpot,
    own: ownPlant,
    outside,
    hidden,
    mask,
    reponame,
  }
  return { cookie, fixture }
}

async function sendRequest(
  id: string,
  { name = '', query, body }: RouteParameters,
  cookie: string,
) {
  const [method = '', pattern = ''] = id.split(' ')
  const path = pattern.replace(':name', encodeURIComponent(name))
  const pathWithQuery = query ? `${path}?${new URLSearchParams(query)}` : path
  const answer =
    method === 'GET'
      ? await console.proxy.send(pathWithQuery, { headers: { Cookie: cookie } })
      : await console.proxy.write(method, pathWithQuery, body, cookie)
  const headers = JSON.stringify([...answer.headers])
  return { ...answer, code: answer.body.error?.codeDesc ?? 'ok', seen: `${headers} ${answer.text}` }
}

/** Matches names of resources outside the scope; a region has a short and a long name. */
const namesOf = (kind: Kind) =>
  kind === 'region' ? /zz-?region|"bj"|\bbj\b|ap-beijing/ : new RegExp(`zz-?${kind}`)

/** A response without the requested name and the request ID, so that responses can be compared. */
const comparable = ({ status, body, text }: Awaited<ReturnType<typeof sendRequest>>) => {
  const { requestId: _, ...error } = body.error ?? { requestId: '' }
  const content = body.error ? JSON.stringify(error) : text
  return `${status} ${content}`
    .replace(/\b(zz|yy|xx)(?=-|account|region|cluster)/g, 'NAME')
    .replace(new RegExp(`\\b(${Object.values(regionOfPrefix).join('|')})\\b`, 'g'), 'REGION')
    .replace(/\b[0-9a-f]{16}\b/g, 'ID')
    .replace(/\d{13}/g, 'TIME')
}

/** Routes that return the same document to every user. */
const isStatic = (id: string) => id === 'GET /api/contract' || id === 'GET /api/openapi.json'

const answerOf = ({ answer = 'ok' }: Row, kind: Kind) =>
  typeof answer === 'string' ? answer : (answer[kind] ?? 'ok')

it('the table has a row for every route', () => {
  expect(Object.keys(consoleTable).sort()).toEqual(consoleRoutes.map(({ id }) => id).sort())
})

describe.each(consoleRoutes)('$id', ({ id }) => {
  it.each(kinds)('shows a user whose scope is one %s no data outside the scope', async (kind) => {
    const row = consoleTable[id]
    const { cookie, fixture } = await createFixture(kind, 'operator')
    const answer = await sendRequest(id, row.inside(fixture), cookie)
    expect(answer.code, answer.text).toBe(answerOf(row, kind))
    const requestedName = row.inside(fixture).name ?? ''
    if (!isStatic(id) && !namesOf(kind).test(requestedName))
      expect(answer.seen).not.toMatch(namesOf(kind))
  })
})

describe.each(consoleRoutes.filter(({ id }) => consoleTable[id].outside))('$id', ({ id }) => {
  it.each(kinds)(
    'answers a user limited by %s the same for hidden and for unknown resources, and changes neither',
    async (kind) => {
      const { outside, outsideAnswer } = consoleTable[id]
      const { cookie, fixture } = await createFixture(kind, 'operator')
      const stored = () => storedOf(console, fixture.hidden, `zz-${kind}`)
      const storedBefore = await stored()
      const answers: string[][] = []
      for (const prefix of prefixes) {
        const answered: string[] = []
        for (const item of outside?.(fixture, prefix) ?? []) {
          const answer = await sendRequest(id, item, cookie)
          expect(answer.code, answer.text).toBe(outsideAnswer)
          answered.push(comparable(answer))
        }
        answers.push(answered)
      }
      const [first, ...others] = answers
      for (const item of others) expect(item).toEqual(first)
      expect(await stored()).toBe(storedBefore)
    },
  )
})

describe.each(consoleRoutes.filter(({ id }) => consoleTable[id].isForAdmins))('$id', ({ id }) => {
  it.each(kinds)(
    'shows an administrator whose scope is one %s no data outside the scope',
    async (kind) => {
      const { cookie, fixture } = await createFixture(kind, 'admin')
      const answer = await sendRequest(id, consoleTable[id].inside(fixture), cookie)
      expect(answer.code, answer.text).toBe('ok')
      expect(answer.seen).not.toMatch(namesOf(kind))
    },
  )
})
