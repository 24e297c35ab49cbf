import { describe, expect, it } from 'vitest'
import { retentionOf, type Strategy } from '../../../../../src/contract/rules/retention'
import { refused, registryCloud } from '../../../../test/cloud/registry'
import { parseBeijingTime } from '../../../beijingTime'

const collector = 'data/collector'

describe('GetTagList', () => {
  it('lists the newest push first and pages', async () => {
    const { call, copy, clock } = await registryCloud()
    clock.pass(5)
    await copy('shop/storefront:2.14.3', 'shop/storefront:hotfix')
    const { tagInfo, tagCount, reponame } = await call('GetTagList', {
      reponame: 'shop/storefront',
      limit: 100,
    })
    expect(tagInfo[0]?.tagName).toBe('hotfix')
    expect([reponame, tagCount]).toEqual(['shop/storefront', tagInfo.length])
    const times = tagInfo.map((tag) => tag.pushTime)
    expect(times).toEqual(times.toSorted().toReversed())
    const page = await call('GetTagList', { reponame: 'shop/storefront', offset: 10, limit: 7 })
    expect(page.tagInfo).toEqual(tagInfo.slice(10, 17))
    expect(page.tagCount).toBe(tagCount)
  })

  it('searches for part of a name', async () => {
    const { call } = await registryCloud()
    const { tagInfo, tagCount } = await call('GetTagList', {
      reponame: 'shop/storefront',
      tag: '-rc.',
    })
    expect(tagInfo.map((tag) => tag.tagName)).toEqual(['2.15.0-rc.2'])
    expect(tagCount).toBe(1)
  })

  it('formats fields as the document does', async () => {
    const { call } = await registryCloud()
    const { tagInfo } = await call('GetTagList', { reponame: 'shop/coming-soon' })
    expect(tagInfo[0]).toMatchObject({
      repo_name: 'coming-soon',
      tagName: '1.0.0',
      tagId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      imageId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      size: expect.stringMatching(/^\d+ MB$/),
      pushTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0800 CST$/),
    })
  })
})

describe('DuplicateImage', () => {
  it('copies an image to another name, even in another repository', async () => {
    const { call, copy, clock } = await registryCloud()
    clock.pass(60)
    await copy('shop/storefront:2.14.3', 'shop/previews:storefront')
    const find = async (reponame: string, tag: string) =>
      (await call('GetTagList', { reponame, tag })).tagInfo.find(
        (candidate) => candidate.tagName === tag,
      )
    const [from, to] = [
      await find('shop/storefront', '2.14.3'),
      await find('shop/previews', 'storefront'),
    ]
    expect(to?.tagId).toBe(from?.tagId)
    expect(to?.sizeByte).toBe(from?.sizeByte)
    expect(to?.creationTime).toBe(from?.creationTime)
    expect(to?.pushTime).not.toBe(from?.pushTime)
    await copy(`shop/storefront@${from?.tagId}`, 'shop/previews:by-digest')
    expect((await find('shop/previews', 'by-digest'))?.tagId).toBe(from?.tagId)
  })

  it('moves an existing tag of a full repository', async () => {
    const { call, copy, tagsOf, clock } = await registryCloud()
    const before = await tagsOf(collector)
    expect(before).toHaveLength(100)
    clock.pass(60)
    await copy(`${collector}:${before[3]}`, `${collector}:${before[50]}`)
    expect((await tagsOf(collector))[0]).toBe(before[50])
    const { tagInfo } = await call('GetTagList', { reponame: collector, limit: 100 })
    const digest = (name = '') => tagInfo.find((tag) => tag.tagName === name)?.tagId
    expect(digest(before[50])).toBe(digest(before[3]))
  })

  it.each([
    ['shop/storefront', 'shop/storefront:latest', 'TagNotFound', 5000],
    ['shop/storefront:none', 'shop/storefront:x', 'TagNotFound', 5000],
    ['storefront:2.14.3', 'shop/storefront:x', 'src_image', 4000],
    ['shop/storefront:2.14.3', 'shop/storefront:-x', 'dest_image', 4000],
    ['shop/storefront:2.14.3', 'ccr.ccs.tencentyun.com/shop/storefront:x', 'dest_image', 4000],
    ['shop/storefront:2.14.3', `shop/storefront@sha256:${'0'.repeat(64)}`, 'dest_image', 4000],
    ['shop/storefront:2.14.3', 'shop/storefront:2.14.3', 'dest_image', 4000],
  ])('of %s to %s is refused: %s', async (from, to, says, code) => {
    const { copy, call } = await registryCloud()
    if (says === 'TagNotFound')
      await call('BatchDeleteTag', { reponame: 'shop/storefront', tags: ['latest'] })
    const error = await copy(from, to).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ response: { code } })
    expect(String(error)).toContain(says)
  })
})

describe('BatchDeleteTag', () => {
  it('deletes all or none', async () => {
    const { call, tagsOf } = await registryCloud()
    const reponame = 'shop/admin'
    const before = await tagsOf(reponame)
    await expect(
      call('BatchDeleteTag', { reponame, tags: ['1.8.4', 'none'] }),
    ).rejects.toMatchObject(refused(5000, 'TagNotFound'))
    expect(await tagsOf(reponame)).toEqual(before)
    await call('BatchDeleteTag', { reponame, tags: ['1.8.4', '1.8.4'] })
    expect(await tagsOf(reponame)).toEqual(before.filter((value) => value !== '1.8.4'))
  })
})

describe('retention', () => {
  it('refuses pushes to a full repository whose strategy is missing, disabled or keeps too many', async () => {
    const { call, copy, tagsOf } = await registryCloud()
    const push = () => copy('shop/admin:1.9.0', `${collector}:fresh`)
    const before = await tagsOf(collector)
    await expect(push()).rejects.toMatchObject(refused(5100, 'QuotaMaxTagLimit'))
    await call('SetAutoDelStrategy', { reponame: collector, type: 'keep_last_nums', val: 5 })
    await call('CloseAutoDelStrategy', { reponame: collector })
    await expect(push()).rejects.toMatchObject(refused(5100, 'QuotaMaxTagLimit'))
    await call('SetAutoDelStrategy', { reponame: collector, type: 'keep_last_nums', val: 100 })
    await expect(push()).rejects.toMatchObject(refused(5100, 'QuotaMaxTagLimit'))
    await call('SetAutoDelStrategy', { reponame: collector, type: 'keep_last_days', val: 10_000 })
    await expect(push()).rejects.toMatchObject(refused(5100, 'QuotaMaxTagLimit'))
    expect(await tagsOf(collector)).toEqual(before)
  })

  it.each<Strategy>([
    { type: 'keep_last_nums', value: 1 },
    { type: 'keep_last_nums', value: 40 },
    { type: 'keep_last_days', value: 1 },
    { type: 'keep_last_days', value: 30 },
  ])(
    'deletes the tags that the preview of %j lists, but only once the quota is reached',
    async (strategy) => {
      const { call, copy, tagsOf, clock } = await registryCloud()
      const { tagInfo } = await call('GetTagList', { reponame: collector, limit: 100 })
      const { type, value } = strategy
      await call('SetAutoDelStrategy', { reponame: collector, type, val: value })
      expect(await tagsOf(collector)).toHaveLength(100)
      const seen = tagInfo.map(({ tagName, pushTime }) => ({
        tagName,
        pushedAt: parseBeijingTime(pushTime.slice(0, 19)),
      }))
      const kept = retentionOf(seen, strategy, clock.now()).flatMap(({ keeps, tag }) =>
        keeps ? tag.tagName : [],
      )
      await copy('shop/admin:1.9.0', `${collector}:fresh`)
      expect(await tagsOf(collector)).toEqual(['fresh', ...kept])
    },
  )

  it('keeps one strategy per repository and returns it even when disabled', async () => {
    const { call } = await registryCloud()
    const reponame = 'qa/k6'
    expect(await call('GetAutoDelStrategy', { reponame })).toEqual({
      totalCount: 0,
      strategyInfo: [],
    })
    await expect(call('CloseAutoDelStrategy', { reponame })).rejects.toMatchObject(
      refused(5100, 'StrategyNotFound'),
    )
    await call('SetAutoDelStrategy', { reponame, type: 'keep_last_days', val: 3 })
    await call('SetAutoDelStrategy', { reponame, type: 'keep_last_nums', val: 7 })
    await call('CloseAutoDelStrategy', { reponame })
    const { strategyInfo } = await call('GetAutoDelStrategy', { reponame })
    expect(strategyInfo).toMatchObject([
      {
        reponame,
        type: 'keep_last_nums',
        value: 7,
        valid: 0,
        creation_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
      },
    ])
    await expect(call('CloseAutoDelStrategy', { reponame })).rejects.toMatchObject(
      refused(5100, 'StrategyNotFound'),
    )
  })
})
