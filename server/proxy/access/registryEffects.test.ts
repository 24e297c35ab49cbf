import { describe, expect, it } from 'vitest'
import { temporarySimulatedProxy } from '../../test/proxy/temporary'

/** Repository whose only trigger, and all of whose services, are in Beijing. */
const reponame = 'mobile/bff'
const tag = '0.18.0'

const writes: readonly [string, object, { confirm?: string }?][] = [
  ['UpdateRepositoryPublic', { reponame, public: 1 }],
  ['DuplicateImage', { src_image: `${reponame}:${tag}`, dest_image: `${reponame}:0.99.0` }],
  ['SetAutoDelStrategy', { reponame, type: 'keep_last_nums', val: 50 }],
  ['CloseAutoDelStrategy', { reponame }],
  ['BatchDeleteTag', { reponame, tags: [tag] }],
  ['DeleteUpdateServiceTrigger', { triggerName: 'bff' }],
  ['BatchDeleteRepository', { reponames: [reponame] }, { confirm: reponame }],
  ['DeleteUserNamespace', { namespace: 'mobile' }, { confirm: 'mobile' }],
]

/** A user whose scope includes the region of the repository's services, and one without it. */
const scopes = { near: { regions: ['ap-beijing'] }, far: { regions: ['sh'] } }

async function openConsole(user: keyof typeof scopes) {
  const console = await temporarySimulatedProxy()
  // CloseAutoDelStrategy refuses a repository without a strategy.
  await console.cloud.call('SetAutoDelStrategy', { reponame, type: 'keep_last_nums', val: 60 })
  return { ...console, cookie: await console.proxy.limited(scopes[user]) }
}

describe.each(writes)('%s', (action, params, overrides = {}) => {
  it('is refused if the user’s scope lacks an affected region', async () => {
    const { call, changesOf, cookie } = await openConsole('far')
    const changes = await changesOf(async () => {
      const { status, body } = await call(cookie, 'sh', action, params, overrides)
      expect([status, body.error?.codeDesc]).toEqual([403, 'OutOfScope'])
      expect(body.error?.message).toContain(`everything that ${action} affects`)
      expect(body.error?.message).not.toContain('bj')
    })
    expect(changes).toEqual([])
  })

  it('is allowed if the user’s scope includes every affected region', async () => {
    const { call, cookie } = await openConsole('near')
    const answer = await call(cookie, 'bj', action, params, overrides)
    expect(answer.status, answer.text).toBe(200)
  })
})

describe('a user limited to a region', () => {
  it('does not push to a repository whose trigger acts in another region', async () => {
    const { changesOf, cookie, proxy } = await openConsole('far')
    const changes = await changesOf(async () => {
      const body = { account: 'embedded', reponame: 'shop/orders-api', tag: '4.3.0-rc.9' }
      const { status } = await proxy.write('POST', '/api/push', body, cookie)
      expect(status).toBe(403)
    })
    expect(changes).toEqual([])
  })

  it('pushes to a repository without triggers, but does not move a tag that runs elsewhere', async () => {
    const { cloud, cookie, proxy } = await openConsole('far')
    const push = async (name: string, pushed: string) => {
      const body = { account: 'embedded', reponame: name, tag: pushed }
      return (await proxy.write('POST', '/api/push', body, cookie)).status
    }
    expect(await push('shop/admin', '99.0.0')).toBe(200)
    const { tagInfo } = await cloud.call('GetTagList', { reponame: 'shop/admin' })
    const statuses = await Promise.all(tagInfo.map((item) => push('shop/admin', item.tagName)))
    expect(statuses).toContain(403)
  })

  it('does not change the password of the registry', async () => {
    const { call, cookie } = await openConsole('far')
    const params = { password: 'a new password1' }
    const { status, body } = await call(cookie, 'sh', 'ChangePassword', params)
    expect([status, body.error?.codeDesc]).toEqual([403, 'OutOfScope'])
  })
})
