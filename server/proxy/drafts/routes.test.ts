import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { type TestProxy, testProxy } from '../../test/proxy/proxy'

let proxy: TestProxy
let ann: string

beforeEach(async () => {
  proxy = await testProxy()
  ann = await proxy.signInAs('operator', 'ann')
})
afterEach(() => proxy.close())

const path = `/api/drafts/${encodeURIComponent('create-cluster prod/gz')}`
const read = (cookie: string) => proxy.send(path, { headers: { Cookie: cookie } })
const save = (values: unknown, cookie = ann) => proxy.write('PUT', path, { values }, cookie)

describe('a draft', () => {
  it('is restored for its user only, even after a new sign-in', async () => {
    expect((await read(ann)).body.data).toEqual({ draft: null })
    await save({ clusterName: 'one' })
    proxy.clock.pass(60)
    await save({ clusterName: 'two', labels: [{ key: 'a' }] })
    const secondCookie = await proxy.signIn('ann')
    const draft = {
      values: { clusterName: 'two', labels: [{ key: 'a' }] },
      savedAt: proxy.clock.now(),
    }
    expect((await read(secondCookie)).body.data).toEqual({ draft })
    expect((await read(await proxy.signInAs('viewer', 'bob'))).body.data).toEqual({ draft: null })
    await proxy.write('DELETE', path, undefined, ann)
    expect((await read(ann)).body.data).toEqual({ draft: null })
  })

  it('never contains a secret parameter at any depth', async () => {
    await save({ password: 'hunter22', machines: [{ password: 'hunter22', cpu: 2 }] })
    const { text } = await read(ann)
    expect(text).not.toContain('hunter22')
    expect(text).toContain('"machines":[{"cpu":2}]')
  })

  it('has a maximum size, a format and an owner', async () => {
    expect((await save({ text: 'x'.repeat(300_000) })).status).toBe(413)
    expect((await save('text')).body.error?.fields).toMatchObject([{ path: 'values' }])
    expect(
      (await proxy.write('PUT', `/api/drafts/${'n'.repeat(201)}`, { values: {} }, ann)).status,
    ).toBe(400)
    expect((await save({}, '')).status).toBe(401)
    expect((await read('')).status).toBe(401)
  })

  it('is not replaced or deleted by a save that does not know its latest version', async () => {
    const saveOn = (name: string, basedOn: number | null) =>
      proxy.write('PUT', path, { values: { name }, basedOn }, ann)
    const savedAt = async () =>
      z.parse(z.object({ draft: z.object({ savedAt: z.number() }) }), (await read(ann)).body.data)
        .draft.savedAt
    expect((await saveOn('one', null)).status).toBe(200)
    const first = await savedAt()
    // The clock stands still.
    const secondVersion = (await saveOn('two', first)).body.data
    expect(secondVersion).toEqual({ savedAt: first + 1 })
    const remove = (basedOn: number) =>
      proxy.write('DELETE', `${path}?basedOn=${basedOn}`, undefined, ann)
    for (const refused of [
      await saveOn('stale', first),
      await saveOn('stale', null),
      await remove(first),
    ]) {
      expect([refused.status, refused.body.error?.codeDesc]).toEqual([409, 'DraftChanged'])
    }
    expect((await read(ann)).body.data).toMatchObject({ draft: { values: { name: 'two' } } })
    expect((await remove(first + 1)).status).toBe(200)
    expect((await remove(first + 1)).status).toBe(200)
    // The draft was deleted elsewhere, so there is nothing that the save could replace.
    expect((await saveOn('three', first + 1)).status).toBe(200)
  })

  it('is replaced by exactly one of two saves at once', async () => {
    await save({ name: 'one' })
    const { draft } = z.parse(
      z.object({ draft: z.object({ savedAt: z.number() }) }),
      (await read(ann)).body.data,
    )
    const answers = await Promise.all(
      ['two', 'three'].map((name) =>
        proxy.write('PUT', path, { values: { name }, basedOn: draft.savedAt }, ann),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('is deleted, oldest first, beyond fifty drafts', async () => {
    for (let number = 0; number <= 50; number += 1) {
      proxy.clock.pass(1)
      await proxy.write('PUT', `/api/drafts/form-${number}`, { values: { number } }, ann)
    }
    const draftOf = async (number: number) =>
      (await proxy.send(`/api/drafts/form-${number}`, { headers: { Cookie: ann } })).body.data
    expect(await draftOf(0)).toEqual({ draft: null })
    expect(await draftOf(1)).toMatchObject({ draft: { values: { number: 1 } } })
  })

  it('is deleted with its user, and not inherited by a new user of that name', async () => {
    await save({ clusterName: 'one' })
    await proxy.store.users.remove('ann')
    expect((await read(await proxy.signInAs('operator', 'ann'))).body.data).toEqual({ draft: null })
  })
})
