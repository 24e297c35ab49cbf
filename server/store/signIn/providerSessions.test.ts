import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasPostgres, libsqlPlace, onPostgres, type Place, postgresPlace } from '../../test/stores'
import type { Store } from '../open'

const issuer = 'https://id.example'
function suite(makePlace: () => Place | Promise<Place>) {
  let place: Place
  let store: Store
  let name = ''
  let sessions = 0

  beforeAll(async () => {
    place = await makePlace()
    store = await place.open()
  })
  afterAll(async () => {
    await store.close()
    await place.drop()
  })
  beforeEach(async () => {
    const identity = { issuer, subject: `s${++sessions}` }
    const more = { displayName: `ada${sessions}`, role: 'viewer' as const, createdAt: 1, scope: {} }
    name = (await store.users.addSso({ identity, ...more })).name
  })

  async function add(sid: string | null, refreshToken: string | null = null): Promise<string> {
    const idHash = `h${++sessions}`
    const times = { createdAt: 1, usedAt: 1, validatedAt: 1 }
    await store.sessions.add({ idHash, user: name, ...times, sid, refreshToken })
    return idHash
  }
  const remaining = async () => (await store.sessions.listOf(name)).map(({ idHash }) => idHash)

  it('end by user, by session, or by both', async () => {
    const [first, second, unknown] = [await add('a'), await add('b'), await add(null)]
    expect(await store.sessions.removeOfProvider({ issuer: 'other', user: name })).toEqual([])
    expect(await store.sessions.removeOfProvider({ issuer })).toEqual([])
    expect((await remaining()).sort()).toEqual([first, second, unknown].sort())
    expect(await store.sessions.removeOfProvider({ issuer, user: name, sid: 'a' })).toEqual([name])
    expect(await remaining()).toEqual([second])
    expect(await store.sessions.removeOfProvider({ issuer, user: name })).toEqual([name])
    expect(await remaining()).toEqual([])
    await add('c')
    expect(await store.sessions.removeOfProvider({ issuer, sid: 'c' })).toEqual([name])
  })

  it('have a refresh token that one process takes', async () => {
    const idHash = await add('a', 'token')
    const taken = await Promise.all(
      [1, 2, 3].map(() => store.sessions.exchangeRefreshToken(idHash, 'token', '')),
    )
    expect(taken.filter(Boolean)).toHaveLength(1)
    await store.sessions.revalidated(idHash, 'next', 5)
    expect(await store.sessions.find(idHash)).toMatchObject({
      refreshToken: 'next',
      validatedAt: 5,
    })
  })

  it('are named by logout tokens that are used once', async () => {
    const used = await Promise.all([1, 2, 3].map(() => store.logoutTokens.use(`t${sessions}`, 10)))
    expect(used.filter(Boolean)).toHaveLength(1)
    await store.logoutTokens.forgetBefore(11)
    expect(await store.logoutTokens.use(`t${sessions}`, 10)).toBe(true)
  })

  it('are confirmed by fresh sign-ins whose code is taken once', async () => {
    const signIn = { user: name, isRecent: true, sid: null, refreshToken: null, createdAt: 5 }
    await store.freshSignIns.add({ codeHash: `c${sessions}`, ...signIn })
    const found = await Promise.all([1, 2].map(() => store.freshSignIns.take(`c${sessions}`)))
    expect(found.filter(Boolean)).toEqual([{ codeHash: `c${sessions}`, ...signIn }])
    await store.freshSignIns.add({ codeHash: `d${sessions}`, ...signIn })
    await store.freshSignIns.forgetBefore(6)
    expect(await store.freshSignIns.take(`d${sessions}`)).toBeUndefined()
  })
}

describe('sessions of an identity provider', () => suite(libsqlPlace))
describe.skipIf(!hasPostgres)(onPostgres('sessions of an identity provider'), () =>
  suite(postgresPlace),
)
