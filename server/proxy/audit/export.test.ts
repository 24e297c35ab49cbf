import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountAt, origin, type TestProxy, testProxy, withSecret } from '../../test/proxy/proxy'
import type { Store } from '../ports'

let proxy: TestProxy
let admin: string

const entry = (at: number) => ({
  id: String(at).padStart(16, '0'),
  at,
  user: 'ada',
  role: 'operator',
  address: '127.0.0.1',
  account: 'prod',
  region: 'gz',
  action: 'ModifyServiceReplicas',
  target: `cls-1/default/web-${at}`,
  params: JSON.stringify({ replicas: at }),
  outcome: 'ok' as const,
  code: 0,
  codeDesc: 'Success',
  message: '',
  cloudRequestId: '',
  duration: 3,
})

const read = (path: string, cookie = admin) => proxy.send(path, { headers: { Cookie: cookie } })

/** Adds sixty entries of a user, each with 200 kB of parameters. */
async function addLongEntries(user: string) {
  const params = JSON.stringify({ description: 'x'.repeat(200_000) })
  for (let at = 9001; at <= 9060; at += 1) {
    await proxy.store.audit.add({ ...entry(at), id: `${user}${at}`, params, user })
  }
}

beforeAll(async () => {
  proxy = await testProxy({ accounts: [accountAt('http://127.0.0.1:9')] })
  admin = await proxy.signInAs('admin')
  for (let at = 1; at <= 1001; at += 1) await proxy.store.audit.add(entry(at))
  const odd = { message: 'a "b",\nc', target: '=HYPERLINK("x")', user: 'eve' }
  await proxy.store.audit.add({ ...entry(2000), ...odd, outcome: 'error' })
  // A chain of a thousand entries, written sequentially.
}, 60_000)
afterAll(() => proxy.close())

describe('the export of the audit log', () => {
  it('is complete JSON Lines, newest first, across store pages', async () => {
    const { status, text } = await read('/api/audit.jsonl?user=ada')
    expect(status).toBe(200)
    const rows = text.trimEnd().split('\n')
    expect(rows).toHaveLength(1001)
    expect(JSON.parse(rows[0] ?? '')).toMatchObject({ ...entry(1001), params: { replicas: 1001 } })
    expect(JSON.parse(rows[1000] ?? '')).toMatchObject({ target: 'cls-1/default/web-1' })
  })

  it('is CSV with a header, quoted where needed, without formulas', async () => {
    const { text, headers } = await read('/api/audit.csv?user=eve')
    expect(headers.get('Content-Disposition')).toContain('gantry-audit.csv')
    const [head, ...rest] = text.split('\r\n')
    expect(head).toMatch(/^id,time,user,role,.*,params$/)
    expect(rest.join('\r\n')).toBe(
      `${entry(2000).id},1970-01-01T00:00:02.000Z,eve,operator,127.0.0.1,prod,gz,ModifyServiceReplicas,"'=HYPERLINK(""x"")",error,0,Success,"a ""b"",\nc",,3,"{""replicas"":2000}"\r\n`,
    )
  })

  it('as CSV starts with a byte-order mark, without which Excel garbles Chinese', async () => {
    const path = `${origin}/api/audit.csv?user=eve`
    const request = new Request(path, withSecret({ headers: { Cookie: admin } }))
    const bytes = new Uint8Array(await (await proxy.proxy(request)).arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  })

  it.each(['\n=1+1', '\t=1', '+1', '-1', '@a', '\uff1d1+1', '\uff0b1', '\uff20a'])(
    'as CSV with %j as a text',
    async (message) => {
      const user = `mal${message.charCodeAt(0)}${message.length}`
      await proxy.store.audit.add({ ...entry(3000), id: user, message, user, outcome: 'error' })
      const { text } = await read(`/api/audit.csv?user=${user}`)
      expect(text.split('\r\n')[1]).toMatch(/,Success,"?\s*'/)
    },
  )

  it('is streamed in chunks, regardless of the length of the parameters', async () => {
    await addLongEntries('streamed')
    const path = `${origin}/api/audit.jsonl?user=streamed`
    const answer = await proxy.proxy(new Request(path, withSecret({ headers: { Cookie: admin } })))
    const pieces: number[] = []
    for await (const piece of answer.body ?? []) pieces.push(piece.length)
    expect(pieces.reduce((sum, piece) => sum + piece, 0)).toBeGreaterThan(60 * 200_000)
    expect(Math.max(...pieces)).toBeLessThan(1_000_000)
  })

  it('keeps few long entries in memory at once', async () => {
    await addLongEntries('paged')
    const pages: number[] = []
    const audit: Store['audit'] = {
      ...proxy.store.audit,
      async list(requested) {
        const rows = await proxy.store.audit.list(requested)
        pages.push(rows.reduce((sum, { params }) => sum + params.length, 0))
        return rows
      },
    }
    const otherProxy = await testProxy({ store: { ...proxy.store, audit }, clock: proxy.clock })
    const { text } = await otherProxy.send('/api/audit.jsonl?user=paged', {
      headers: { Cookie: admin },
    })
    expect(text.trimEnd().split('\n')).toHaveLength(60)
    expect(text.length).toBeGreaterThan(60 * 200_000)
    expect(Math.max(...pages)).toBeLessThan(5_000_000)
  })

  it('is limited to administrators and valid filters', async () => {
    const viewer = await proxy.signInAs('viewer')
    for (const format of ['csv', 'jsonl']) {
      expect((await read(`/api/audit.${format}`, viewer)).status).toBe(403)
      expect((await read(`/api/audit.${format}?outcome=odd`)).status).toBe(400)
    }
  })

  it('is not cacheable', async () => {
    for (const path of ['/api/audit.jsonl', '/api/audit.csv']) {
      expect((await read(path)).headers.get('Cache-Control')).toBe('no-store')
    }
  })
})
