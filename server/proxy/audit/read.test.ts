import { beforeEach, describe, expect, it } from 'vitest'
import { accountAt, type TestProxy } from '../../test/proxy/proxy'
import { temporaryProxy } from '../../test/proxy/temporary'

let proxy: TestProxy
let admin: string

beforeEach(async () => {
  proxy = await temporaryProxy({ accounts: [accountAt('')] })
  admin = await proxy.signInAs('admin')
})

const eve = { user: 'eve', password: 'long-enough', role: 'viewer' }
const addUser = (body: object) => proxy.write('POST', '/api/users', body, admin)
const read = (path: string) => proxy.send(path, { headers: { Cookie: admin } })

describe('the audit log', () => {
  interface Entries {
    entries: { id: string; action: string; target: string; params: unknown }[]
  }
  const entries = async (query: string) =>
    ((await read(`/api/audit?${query}`)).body.data as Entries).entries

  it('is read newest first, in pages, and filtered', async () => {
    for (const user of ['u1', 'u2', 'u3', 'u4']) {
      proxy.clock.pass(1)
      await addUser({ ...eve, user })
    }
    const first = await entries('limit=2&action=AddUser')
    expect(first.map(({ target }) => target)).toEqual(['u4', 'u3'])
    expect(first[0]?.params).toEqual({ role: 'viewer' })
    const nextPage = await entries(`limit=2&action=AddUser&before=${first[1]?.id}`)
    expect(nextPage.map(({ target }) => target)).toEqual(['u2', 'u1'])
    expect(await entries('outcome=unknown')).toEqual([])
    expect(await entries('user=admin&action=SignIn&outcome=ok')).toHaveLength(1)
  })

  it('contains long parameters only in the single entry', async () => {
    const scope = { clusters: Array.from({ length: 2000 }, (_, index) => `cls-${index}`) }
    await addUser({ ...eve, scope })
    const [row] = await entries('action=AddUser')
    expect(row?.params).toBeNull()
    const completeEntry = (await read(`/api/audit/${row?.id}`)).body.data
    expect(completeEntry).toMatchObject({ params: { scope } })
    const lines = await read('/api/audit.jsonl?action=AddUser')
    expect(JSON.parse(lines.text)).toMatchObject({ params: { scope } })
  })

  it('answers 404 for an unknown entry', async () => {
    const { status, body } = await read('/api/audit/0123456789ab-0123456789abcdef')
    expect([status, body.error?.codeDesc]).toEqual([404, 'UnknownEntry'])
  })

  it.each(['limit=0', 'limit=501', 'limit=x', 'before=x', 'outcome=x'])(
    'refuses %s',
    async (query) => {
      const { status, body } = await read(`/api/audit?${query}`)
      expect(status).toBe(400)
      expect(body.error?.fields).toMatchObject([{ path: query.split('=')[0] }])
    },
  )
})
