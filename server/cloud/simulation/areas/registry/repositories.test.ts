import { describe, expect, it } from 'vitest'
import { refused, registryCloud } from '../../../../test/cloud/registry'

const none = { reponame: 'shop/none' }

describe('SearchUserRepository', () => {
  it('filters by exact name, namespace and visibility, and pages', async () => {
    const { call } = await registryCloud()
    const all = await call('SearchUserRepository', { limit: 100 })
    expect(all.totalCount).toBe(all.repoInfo.length)
    expect(all).toMatchObject({ privilegeFiltered: false, server: 'ccr.ccs.tencentyun.com' })
    const names = async (params: Parameters<typeof call<'SearchUserRepository'>>[1]) =>
      (await call('SearchUserRepository', params)).repoInfo.map((repository) => repository.reponame)
    expect(await names({ reponame: 'shop/storefront' })).toEqual(['shop/storefront'])
    expect(await names({ reponame: 'storefront' })).toEqual([])
    expect(await names({ namespace: 'qa' })).toEqual(['qa/k6'])
    const [open, closed] = [await names({ public: '1' }), await names({ public: '0', limit: 100 })]
    expect(open).toContain('infra/base-node')
    expect([...open, ...closed].sort()).toEqual(
      all.repoInfo.map((repository) => repository.reponame).sort(),
    )
    expect(await names({ offset: 1, limit: 2 })).toEqual(
      all.repoInfo.slice(1, 3).map((repository) => repository.reponame),
    )
  })

  it('returns the same in every region', async () => {
    const { call } = await registryCloud()
    const here = await call('SearchUserRepository', {})
    expect(await call('SearchUserRepository', {}, { region: 'sg' })).toEqual(here)
  })
})

describe('CreateRepository', () => {
  it('creates a repository and refuses an existing one', async () => {
    const { call, clock } = await registryCloud()
    const params = { reponame: 'shop/cart', public: 1, description: 'Baskets' } as const
    expect((await call('RepositoryisExists', { reponame: 'shop/cart' })).isExist).toBe(false)
    await call('CreateRepository', params)
    expect((await call('RepositoryisExists', { reponame: 'shop/cart' })).isExist).toBe(true)
    expect(await call('GetRepositoryInfo', { reponame: 'shop/cart' })).toMatchObject({
      description: 'Baskets',
      public: 1,
      pullCount: 0,
      favorCount: 0,
      isUserFavor: false,
      repotype: 'QCLOUD HUB',
    })
    clock.pass(1)
    await expect(call('CreateRepository', params)).rejects.toMatchObject(
      refused(5100, 'ResourceExistAlready'),
    )
  })

  it.each([
    'Shop/web',
    'shop/',
    'web',
    'shop/a/b',
    'shop/-a',
    'shop/a..b',
    '/web',
    `shop/${'a'.repeat(260)}`,
  ])('refuses the name %s and names the parameter', async (reponame) => {
    const { call } = await registryCloud()
    await expect(call('CreateRepository', { reponame, public: 0 })).rejects.toMatchObject({
      response: { code: 4000, message: expect.stringContaining('reponame') },
    })
  })

  it('requires a namespace of the account and respects the quota', async () => {
    const { call } = await registryCloud()
    await expect(
      call('CreateRepository', { reponame: 'acme/web', public: 0 }),
    ).rejects.toMatchObject(refused(5000, 'NamespaceNotFound'))
    const { totalCount } = await call('SearchUserRepository', {})
    const create = (index: number) =>
      call('CreateRepository', { reponame: `qa/test-${index}`, public: 0 })
    for (let index = totalCount; index < 100; index += 1) await create(index)
    await expect(create(100)).rejects.toMatchObject(refused(5100, 'QuotaMaxRepoLimit'))
  })
})

describe('BatchDeleteRepository', () => {
  it('deletes tags, triggers and favourites too', async () => {
    const { call } = await registryCloud()
    await call('BatchDeleteRepository', { reponames: ['shop/storefront', 'qa/k6', 'qa/k6'] })
    const { triggerInfo } = await call('ListTrigger', {})
    expect(triggerInfo.map((trigger) => trigger.repoName)).not.toContain('shop/storefront')
    const { repoInfo } = await call('GetFavor', {})
    expect(repoInfo.map((repository) => repository.reponame)).not.toContain('shop/storefront')
    await call('CreateRepository', { reponame: 'shop/storefront', public: 0 })
    expect(await call('GetTagList', { reponame: 'shop/storefront' })).toMatchObject({ tagCount: 0 })
  })

  it('deletes all or none', async () => {
    const { call, storage } = await registryCloud()
    const before = storage.documents()
    await expect(
      call('BatchDeleteRepository', { reponames: ['qa/k6', 'qa/none'] }),
    ).rejects.toMatchObject({
      response: { code: 5000, message: expect.stringContaining('qa/none') },
    })
    expect(storage.documents()).toEqual(before)
  })
})

describe('UpdateRepositoryDesc and UpdateRepositoryPublic', () => {
  it('change the description and the visibility', async () => {
    const { call } = await registryCloud()
    const reponame = 'qa/k6'
    await call('UpdateRepositoryDesc', { reponame, description: '' })
    await call('UpdateRepositoryPublic', { reponame, public: 1 })
    expect(await call('GetRepositoryInfo', { reponame })).toMatchObject({
      description: '',
      public: 1,
    })
  })
})

it('every action refuses a missing repository', async () => {
  const { call } = await registryCloud()
  const missing = refused(5000, 'RepositoryNotFound')
  const strategy = { ...none, type: 'keep_last_nums', val: 1 } as const
  const all = [
    call('GetRepositoryInfo', none),
    call('UpdateRepositoryDesc', { ...none, description: '' }),
    call('UpdateRepositoryPublic', { ...none, public: 1 }),
    call('GetTagList', none),
    call('BatchDeleteTag', { ...none, tags: ['1'] }),
    call('DuplicateImage', { src_image: 'shop/none:1', dest_image: 'shop/admin:1' }),
    call('DuplicateImage', { src_image: 'shop/admin:1.9.0', dest_image: 'shop/none:1' }),
    call('GetAutoDelStrategy', none),
    call('SetAutoDelStrategy', strategy),
    call('CloseAutoDelStrategy', none),
    call('ListTriggerLog', none),
    call('AddFavor', { ...none, repotype: 'QCLOUD HUB' }),
  ]
  await Promise.all(all.map((requested) => expect(requested).rejects.toMatchObject(missing)))
})
