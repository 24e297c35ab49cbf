import { readFileSync } from 'node:fs'
import { validate } from '@readme/openapi-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { consoleVersion } from '../../src/contract/console/contract'
import { consoleErrors } from '../../src/contract/console/declare/errors'
import { errorsOf } from '../../src/contract/console/declare/errorsOf'
import { type ConsoleRoute, route } from '../../src/contract/console/declare/route'
import { deprecatedFields, deprecatedRoutes } from '../../src/contract/console/deprecated'
import { consoleRoutes } from '../../src/contract/console/routes'
import { openApiDocument } from '../../src/contract/document/openApi'
import { actions } from '../../src/contract/index'
import { accountAt, type TestProxy, testProxy } from '../test/proxy/proxy'

let proxy: TestProxy
const cookies: Record<string, string> = {}

beforeAll(async () => {
  proxy = await testProxy({ accounts: [accountAt('http://127.0.0.1:1')] })
  for (const role of ['viewer', 'operator', 'admin'] as const) {
    cookies[role] = await proxy.signInAs(role)
  }
})
afterAll(() => proxy.close())

/** Bodies for routes that validate the body before they check the role. */
const bodies: Record<string, unknown> = {
  '/api/push': { account: 'prod', reponame: 'shop/web', tag: '1' },
}

const request = ({ id }: Pick<ConsoleRoute, 'id'>, cookie = '') => {
  const [method = '', path = ''] = id.split(' ')
  const at = path.replace(':name', id.includes('/call/') ? 'DescribeCluster' : 'unknown')
  if (method === 'GET') return proxy.send(at, { headers: { Cookie: cookie } })
  return proxy.write(method, at, bodies[at] ?? {}, cookie)
}

const isAnswered = async (consoleRoute: ConsoleRoute) => {
  const { status, body } = await request(consoleRoute)
  return status !== 405 && !(status === 404 && body.error?.message.endsWith('does not exist.'))
}

/** These routes answer 404 unless an identity provider is configured. */
const registered = consoleRoutes.filter(({ id }) => !id.startsWith('GET /api/sso'))

describe('the routes', () => {
  it('are exactly those in the contract', async () => {
    for (const consoleRoute of registered)
      expect([consoleRoute.id, await isAnswered(consoleRoute)]).toEqual([consoleRoute.id, true])
    const unknownRoute = route('GET /api/unknown', { summary: '', access: 'public' })
    expect(await isAnswered(unknownRoute)).toBe(false)
  })

  it('have unique IDs', () => {
    const ids = consoleRoutes.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('require the declared session and role', async () => {
    const rank = ['public', 'viewer', 'operator', 'admin']
    for (const consoleRoute of registered) {
      const { body } = await request(consoleRoute)
      const isPublic = consoleRoute.access === 'public'
      expect([consoleRoute.id, body.error?.codeDesc === 'SignInRequired']).toEqual([
        consoleRoute.id,
        !isPublic,
      ])
      if (isPublic || consoleRoute.id === 'POST /api/signOut') continue
      for (const role of ['viewer', 'operator']) {
        const answer = await request(consoleRoute, cookies[role])
        const isRefused = ['Forbidden', 'ReadOnly'].includes(answer.body.error?.codeDesc ?? '')
        const isExpected = rank.indexOf(role) < rank.indexOf(consoleRoute.access)
        expect([consoleRoute.id, role, isRefused]).toEqual([consoleRoute.id, role, isExpected])
      }
    }
  })

  it('declare only known errors', () => {
    for (const consoleRoute of consoleRoutes) {
      for (const error of errorsOf(consoleRoute)) {
        const name = typeof error === 'string' ? error : error[0]
        expect(consoleErrors).toHaveProperty(name)
      }
    }
  })
})

describe('/api/openapi.json', () => {
  const node = z.record(z.string(), z.unknown())
  const operation = z.looseObject({
    deprecated: z.optional(z.boolean()),
    requestBody: z.optional(z.unknown()),
    responses: node,
  })
  const document = z.looseObject({
    openapi: z.literal('3.1.0'),
    paths: z.record(z.string(), z.record(z.string(), operation)),
  })

  async function read() {
    const { text } = await proxy.send('/api/openapi.json', {
      headers: { Cookie: cookies.viewer ?? '' },
    })
    const parsed: unknown = JSON.parse(text)
    return parsed
  }

  it('requires a session', async () => {
    expect((await proxy.send('/api/openapi.json')).status).toBe(401)
  })

  it('is valid OpenAPI 3.1, according to a validator that finds a planted fault', async () => {
    const copy = () => JSON.parse(JSON.stringify(openApiDocument()))
    expect(await validate(copy())).toMatchObject({ valid: true })
    const planted = { ...copy(), paths: { planted: 1 } }
    expect(await validate(planted)).toMatchObject({ valid: false })
  })

  it('has a path for each action and route, with deprecated names marked', async () => {
    const { paths } = z.parse(document, await read())
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const declared = [
      ...Object.keys(actions).map((name) => `POST /api/call/${name}`),
      ...consoleRoutes.map(({ id }) => id.replace(':name', '{name}')),
      ...deprecatedRoutes.map(({ was }) => was),
    ].filter((value) => value !== 'POST /api/call/{name}')
    expect(documented.toSorted()).toEqual(declared.toSorted())
    expect(paths['/api/deeds']?.get?.deprecated).toBe(true)
    expect(paths['/api/activity']?.get?.deprecated).toBeUndefined()
    const user = JSON.stringify(paths['/api/users']?.post?.requestBody)
    expect(user).toMatch(/"reach":\{[^"]*"type":"object".*"deprecated":true/)
    const call = JSON.stringify(paths['/api/call/DescribeCluster']?.post)
    expect(call).toContain('clusterIds')
    expect(call).toContain('totalCount')
  })

  it('has the version of package.json', () => {
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
    const manifest = z.parse(z.object({ version: z.string() }), JSON.parse(text))
    expect(consoleVersion).toBe(manifest.version)
  })
})

describe('a deprecated name', () => {
  const deprecation = `@${Date.UTC(2026, 10, 29) / 1000}`

  it('of a route returns both field names and a Deprecation header', async () => {
    const query = 'account=prod&region=gz&target=cls-1&from=0&to=1'
    const headers = { Cookie: cookies.viewer ?? '' }
    const oldAnswer = await proxy.send(`/api/deeds?${query}`, { headers })
    expect(oldAnswer.body.data).toEqual({ activity: [], deeds: [] })
    expect(oldAnswer.headers.get('Deprecation')).toBe(deprecation)
    expect(oldAnswer.headers.get('Link')).toContain('rel="deprecation"')
    const current = await proxy.send(`/api/activity?${query}`, { headers })
    expect(current.body.data).toEqual({ activity: [] })
    expect(current.headers.get('Deprecation')).toBeNull()
  })

  it('of a field is accepted, returned beside the current one, and used in faults', async () => {
    const ada = { user: 'ada', password: 'long enough', role: 'viewer' }
    const reach = { regions: ['gz'] }
    const refused = await proxy.write('POST', '/api/users', { ...ada, reach: 1 }, cookies.admin)
    expect(refused.body.error?.fields).toMatchObject([{ path: 'reach', rule: 'object' }])
    expect(refused.headers.get('Deprecation')).toBe(deprecation)
    const withBothNames = { ...ada, reach, scope: reach }
    const twice = await proxy.write('POST', '/api/users', withBothNames, cookies.admin)
    expect(twice.body.error?.fields).toMatchObject([{ path: 'reach', rule: 'unknownField' }])
    const added = await proxy.write('POST', '/api/users', { ...ada, reach }, cookies.admin)
    expect(added.body.data).toMatchObject({ user: 'ada', scope: reach, reach })
    expect(added.headers.get('Deprecation')).toBe(deprecation)
    const { body } = await proxy.send('/api/users', { headers: { Cookie: cookies.admin ?? '' } })
    expect(body.data).toContainEqual(expect.objectContaining({ scope: reach, reach }))
    const nested = { reach: { regions: 'gz' } }
    const refusedChange = await proxy.write('PATCH', '/api/users/ada', nested, cookies.admin)
    expect(refusedChange.body.error?.fields).toMatchObject([
      { path: 'reach.regions', rule: 'list' },
    ])
  })

  it('of the password field is accepted', async () => {
    const cookie = await proxy.signInAs('viewer', 'eve')
    const body = { old: 'wrong password', password: 'another password' }
    const { body: answer } = await proxy.write('POST', '/api/password', body, cookie)
    expect(answer.error?.fields).toMatchObject([{ path: 'old', rule: 'wrongPassword' }])
    const withOldPassword = { ...body, old: 'eve-password' }
    expect((await proxy.write('POST', '/api/password', withOldPassword, cookie)).status).toBe(200)
  })

  it('belongs to a declared route', () => {
    const ids: readonly string[] = [
      ...consoleRoutes.map(({ id }) => id),
      ...deprecatedRoutes.map(({ was }) => was),
    ]
    for (const { bodies = [], answers = [] } of deprecatedFields) {
      expect(ids).toEqual(expect.arrayContaining([...bodies, ...answers]))
    }
  })
})
