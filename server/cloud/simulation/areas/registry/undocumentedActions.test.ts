import { describe, expect, it } from 'vitest'
import { refused, registryCloud } from '../../../../test/cloud/registry'

describe('registry namespaces', () => {
  it('are listed with their repository count and filtered by part of their name', async () => {
    const { call } = await registryCloud()
    const all = await call('GetNamespaceInfo', {})
    expect(all.namespaceInfo.map((namespace) => namespace.namespace)).toEqual([
      'data',
      'infra',
      'mobile',
      'partners',
      'qa',
      'shop',
    ])
    expect(await call('GetNamespaceInfo', { namespace: 'obil' })).toMatchObject({
      namespaceCount: 1,
      namespaceInfo: [{ namespace: 'mobile', repoCount: 2 }],
    })
  })

  it('can be created if the name is free and the quota not reached', async () => {
    const { call } = await registryCloud()
    const tellOf = async (namespace: string) => {
      const { isExist, isPreserved } = await call('NamespaceIsExists', { namespace })
      return [isExist, isPreserved]
    }
    expect(await tellOf('team')).toEqual([false, false])
    await call('CreateCCRNamespace', { namespace: 'team' })
    expect(await tellOf('team')).toEqual([true, false])
    expect(await tellOf('acme')).toEqual([true, false])
    expect(await tellOf('library')).toEqual([false, true])
    const create = (namespace: string) => call('CreateCCRNamespace', { namespace })
    for (const name of ['team', 'acme']) {
      await expect(create(name)).rejects.toMatchObject(refused(5100, 'ResourceExistAlready'))
    }
    await expect(create('library')).rejects.toMatchObject(refused(5100, 'NamespacePreserved'))
    await expect(create('Team')).rejects.toMatchObject({
      response: { code: 4000, message: expect.stringContaining('namespace') },
    })
    for (const name of ['a', 'b', 'c']) await create(name)
    await expect(create('d')).rejects.toMatchObject(refused(5100, 'QuotaMaxNamespaceLimit'))
  })

  it('are deleted with everything in them', async () => {
    const { call } = await registryCloud()
    await call('DeleteUserNamespace', { namespace: 'mobile' })
    expect((await call('SearchUserRepository', { namespace: 'mobile' })).totalCount).toBe(0)
    expect((await call('ListTrigger', { triggerName: 'bff' })).totalCount).toBe(0)
    await expect(call('DeleteUserNamespace', { namespace: 'mobile' })).rejects.toMatchObject(
      refused(5000, 'NamespaceNotFound'),
    )
  })
})

describe('favourites', () => {
  const own = { reponame: 'qa/k6', repotype: 'QCLOUD HUB' } as const
  const hub = { reponame: 'nginx', repotype: 'DOCKER HUB' } as const

  it('are counted once per user', async () => {
    const { call, clock } = await registryCloud()
    for (const item of [own, own, hub]) {
      clock.pass(1)
      await call('AddFavor', item)
    }
    expect(await call('GetRepositoryInfo', { reponame: 'qa/k6' })).toMatchObject({
      isUserFavor: true,
      favorCount: 1,
    })
    const { repoInfo } = await call('GetFavor', { limit: 2 })
    expect(repoInfo).toMatchObject([
      { ...hub, public: 1 },
      { ...own, tagCount: 4, favorCount: 1 },
    ])
    await call('DeleteFavor', own)
    await expect(call('DeleteFavor', own)).rejects.toMatchObject(refused(5000, 'FavouriteNotFound'))
    await expect(
      call('AddFavor', { reponame: 'no name', repotype: 'DOCKER HUB' }),
    ).rejects.toMatchObject({ response: { code: 4000 } })
  })

  it('are deleted all or none', async () => {
    const { call } = await registryCloud()
    const before = await call('GetFavor', {})
    const shop = { reponame: 'shop/storefront', repotype: 'QCLOUD HUB', regionId: 1 } as const
    await expect(call('BatchDeleteFavor', { favors: [shop, hub] })).rejects.toMatchObject(
      refused(5000, 'FavouriteNotFound'),
    )
    expect(await call('GetFavor', {})).toEqual(before)
    await call('BatchDeleteFavor', { favors: [shop, shop] })
    expect((await call('GetFavor', {})).totalCount).toBe(before.totalCount - 1)
  })
})

describe('ListTriggerLog', () => {
  it('lists the newest first, and sorts and pages as requested', async () => {
    const { call } = await registryCloud()
    const names = async (params: object) => {
      const { logInfo } = await call('ListTriggerLog', { reponame: 'shop/storefront', ...params })
      return logInfo.map((entry) => [entry.triggerName, entry.tagName].join(' '))
    }
    const newest = [
      'storefront-release 2.14.3',
      'storefront-staging 2.15.0-rc.2',
      'storefront-release 2.14.2',
    ]
    expect(await names({})).toEqual(newest)
    expect(await names({ order: 'asc' })).toEqual(newest.toReversed())
    expect(await names({ order: 'asc', orderby: 'trigger_name' })).toEqual([
      'storefront-release 2.14.2',
      'storefront-release 2.14.3',
      'storefront-staging 2.15.0-rc.2',
    ])
    expect(await names({ offset: 1, limit: 1 })).toEqual([newest[1]])
  })
})

describe('the registry account', () => {
  it('has the quotas of the document', async () => {
    const { call } = await registryCloud()
    const { limitInfo } = await call('GetLimit', {})
    expect(limitInfo.map(({ type, value }) => [type, value])).toEqual([
      ['namespace', 10],
      ['repo', 100],
      ['tag', 100],
      ['triggers', 10],
    ])
  })

  it('does not store passwords', async () => {
    const { call, storage } = await registryCloud()
    await call('ChangePassword', { password: 'Sup3rSecret!' })
    expect(JSON.stringify(storage.documents())).not.toContain('Sup3rSecret!')
    await expect(call('ChangePassword', { password: 'short' })).rejects.toMatchObject({
      response: { code: 4000 },
    })
  })
})
