import { expect } from 'vitest'
import { describeOnDatabases } from '../../test/storeTest'
import type { Store } from '../open'

const issuer = 'https://id.example'
const name = 'ada'

async function addUser({ users }: Store): Promise<void> {
  const identity = { issuer, subject: 's1' }
  await users.addSso({ identity, displayName: name, role: 'viewer', createdAt: 1, scope: {} })
}

const session = { user: name, createdAt: 1, usedAt: 1, validatedAt: 1, refreshToken: null }

const remaining = async ({ sessions }: Store) =>
  (await sessions.listOf(name)).map(({ idHash }) => idHash).sort()

describeOnDatabases('sessions of an identity provider', (it) => {
  it('ends provider sessions by user, by session, or by both', async ({ store }) => {
    await addUser(store)
    const { add, removeOfProvider } = store.sessions
    for (const [idHash, sid] of [
      ['first', 'a'],
      ['second', 'b'],
      ['unknown', null],
    ] as const) {
      await add({ ...session, idHash, sid })
    }
    expect(await removeOfProvider({ issuer: 'other', user: name })).toEqual([])
    expect(await removeOfProvider({ issuer })).toEqual([])
    expect(await remaining(store)).toEqual(['first', 'second', 'unknown'])
    expect(await removeOfProvider({ issuer, user: name, sid: 'a' })).toEqual([name])
    expect(await remaining(store)).toEqual(['second'])
    expect(await removeOfProvider({ issuer, user: name })).toEqual([name])
    expect(await remaining(store)).toEqual([])
    await add({ ...session, idHash: 'third', sid: 'c' })
    expect(await removeOfProvider({ issuer, sid: 'c' })).toEqual([name])
  })

  it('lets one process take the refresh token of a provider session', async ({ store }) => {
    await addUser(store)
    const idHash = 'h1'
    await store.sessions.add({ ...session, idHash, sid: 'a', refreshToken: 'token' })
    const takenSignIns = await Promise.all(
      [1, 2, 3].map(() => store.sessions.exchangeRefreshToken(idHash, 'token', '')),
    )
    expect(takenSignIns.filter(Boolean)).toHaveLength(1)
    await store.sessions.revalidated(idHash, 'next', 5)
    expect(await store.sessions.find(idHash)).toMatchObject({
      refreshToken: 'next',
      validatedAt: 5,
    })
  })

  it('accepts each logout token once, until its record is deleted', async ({ store }) => {
    const used = await Promise.all([1, 2, 3].map(() => store.logoutTokens.markUsed('t1', 10)))
    expect(used.filter(Boolean)).toHaveLength(1)
    await store.logoutTokens.forgetBefore(11)
    expect(await store.logoutTokens.markUsed('t1', 10)).toBe(true)
  })

  it('returns a fresh sign-in once for its code, and forgets old sign-ins', async ({ store }) => {
    await addUser(store)
    const signIn = { user: name, isRecent: true, sid: null, refreshToken: null, createdAt: 5 }
    await store.freshSignIns.add({ codeHash: 'c1', ...signIn })
    const matches = await Promise.all([1, 2].map(() => store.freshSignIns.take('c1')))
    expect(matches.filter(Boolean)).toEqual([{ codeHash: 'c1', ...signIn }])
    await store.freshSignIns.add({ codeHash: 'd1', ...signIn })
    await store.freshSignIns.forgetBefore(6)
    expect(await store.freshSignIns.take('d1')).toBeUndefined()
  })
})
