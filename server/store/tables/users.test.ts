import { expect } from 'vitest'
import type { Role } from '../../../src/contract/console/declare/values'
import { describeOnDatabases } from '../../test/storeTest'

const user = (name: string, role: Role = 'operator') => ({
  name,
  passwordHash: 'hash',
  role,
  createdAt: 1_700_000_000_000,
})

describeOnDatabases('users and sessions', (it) => {
  it('refuses duplicate user names and lists users in order', async ({ store }) => {
    expect(await store.users.add(user('zoe'))).toBe(true)
    expect(await store.users.add(user('ada', 'viewer'))).toBe(true)
    expect(await store.users.add(user('ada', 'admin'))).toBe(false)
    expect(await store.users.add(user('ＡDA'))).toBe(false)
    expect((await store.users.list()).map(({ name, role }) => [name, role])).toEqual([
      ['ada', 'viewer'],
      ['zoe', 'operator'],
    ])
    expect(await store.users.find('nobody')).toBeUndefined()
  })

  it('adds a single sign-on user once for any number of concurrent sign-ins', async ({ store }) => {
    const identity = { issuer: 'https://id.example', subject: 's1' }
    const added = { identity, displayName: 'Ida', role: 'viewer', createdAt: 0, scope: {} } as const
    const all = await Promise.all([1, 2, 3].map(() => store.users.addSso(added)))
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    expect(await store.users.findByIdentity(identity)).toEqual(all[0])
    const otherUser = { ...added, identity: { ...identity, subject: 's2' } }
    expect((await store.users.addSso(otherUser)).name).toBe('Ida (2)')
    expect(await store.users.freeName('ida')).toBe('ida (3)')
    expect((await store.users.named('Ida')).map(({ name }) => name)).toEqual(['Ida', 'Ida (2)'])
  })

  it('does not count single sign-on users without an identity as administrators', async ({
    store,
  }) => {
    await store.users.add({ ...user('boss', 'admin'), source: 'sso' })
    await store.users.add(user('root', 'admin'))
    expect(await store.users.remove('root')).toBe('lastAdmin')
    expect(await store.users.remove('boss')).toBe('done')
    await store.users.add(user('other', 'admin'))
    expect(await store.users.remove('root')).toBe('done')
  })

  it('never removes the last administrator', async ({ store }) => {
    await store.users.add(user('root', 'admin'))
    expect(await store.users.change('root', { role: 'viewer' })).toBe('lastAdmin')
    expect(await store.users.remove('root')).toBe('lastAdmin')
    await store.users.add(user('second', 'admin'))
    expect(await store.users.change('root', { role: 'viewer' })).toBe('done')
    expect(await store.users.remove('second')).toBe('lastAdmin')
    expect(await store.users.change('second', { passwordHash: 'other' })).toBe('done')
    // Whether a user may administer without limits. An administrator with a limited scope cannot
    // grant an unlimited one.
    const part = { clusters: ['cls-1'] }
    await store.users.add({ ...user('third', 'admin'), scope: part })
    expect(await store.users.remove('second')).toBe('lastAdmin')
    expect(await store.users.change('second', { scope: part })).toBe('lastAdmin')
    expect(await store.users.remove('third')).toBe('done')
    expect(await store.users.remove('nobody')).toBe('missing')
    expect(await store.users.change('nobody', { role: 'viewer' })).toBe('missing')
  })

  it('removes at most one of two administrators at the same time', async ({ store }) => {
    await store.users.add(user('left', 'admin'))
    await store.users.add(user('right', 'admin'))
    await Promise.allSettled([store.users.remove('left'), store.users.remove('right')])
    const admins = (await store.users.list()).filter(({ role }) => role === 'admin')
    expect(admins.length).toBeGreaterThan(0)
  })

  it('ends the sessions of a user whose password changes or who is removed', async ({ store }) => {
    await store.users.add(user('zoe'))
    const session = { idHash: 'h1', user: 'zoe', createdAt: 10, usedAt: 10 }
    await store.sessions.add(session)
    expect(await store.sessions.find('h1')).toEqual({
      ...session,
      sid: null,
      refreshToken: null,
      validatedAt: null,
      userId: (await store.users.find('zoe'))?.id,
      secretHash: null,
      codeHash: null,
      verifiedAt: 0,
      address: '',
      device: '',
      role: 'operator',
      scope: {},
      isReadOnly: false,
    })
    await store.users.change('zoe', { role: 'viewer' })
    expect((await store.sessions.find('h1'))?.role).toBe('viewer')
    await store.users.change('zoe', { passwordHash: 'other' })
    expect(await store.sessions.find('h1')).toBeUndefined()
    await store.sessions.add({ ...session, idHash: 'h2' })
    await store.users.remove('zoe')
    expect(await store.sessions.find('h2')).toBeUndefined()
  })

  it('removes ended sessions', async ({ store }) => {
    await store.users.add(user('ada'))
    await store.sessions.add({ idHash: 'old', user: 'ada', createdAt: 1, usedAt: 900 })
    await store.sessions.add({ idHash: 'idle', user: 'ada', createdAt: 500, usedAt: 500 })
    await store.sessions.add({ idHash: 'live', user: 'ada', createdAt: 500, usedAt: 500 })
    await store.sessions.touch('live', 900, '192.0.2.1')
    await store.sessions.removeEnded({ createdAt: 100, usedAt: 800 })
    expect(await store.sessions.find('old')).toBeUndefined()
    expect(await store.sessions.find('idle')).toBeUndefined()
    expect((await store.sessions.find('live'))?.usedAt).toBe(900)
    await store.sessions.remove('live')
    expect(await store.sessions.find('live')).toBeUndefined()
  })
})
