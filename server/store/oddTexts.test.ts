import { expect } from 'vitest'
import { describeOnDatabases } from '../test/storeTest'

/** Text that users can send but the databases cannot store unchanged. */
const loneSurrogate = '\ud800'

describeOnDatabases('unstorable text', (it) => {
  it.for([loneSurrogate, '\udfff', `cut in half \ud83d`, '\0'])(
    'stores an audit row with %j and a valid chain',
    async (text, { store }) => {
      const ending = { code: 5, codeDesc: text, message: text, cloudRequestId: text, duration: 1 }
      const oddLocation = { account: text, region: text, target: `cls-1/${text}` }
      const actor = { user: 'ada', role: 'operator', address: '', action: 'DeleteClusterService' }
      const row = { ...actor, ...oddLocation, at: 1, params: JSON.stringify({ text }) }
      const id = `0${text.length}-${text.codePointAt(0)}`
      await store.audit.add({ id, ...row, ...ending, outcome: 'refused' })
      const pendingOutcome = {
        code: null,
        codeDesc: '',
        message: '',
        cloudRequestId: '',
        duration: null,
      }
      await store.audit.add({ id: `1${id}`, ...row, ...pendingOutcome, outcome: 'pending' })
      await store.audit.complete(`1${id}`, { ...ending, outcome: 'error' })
      expect((await store.checkAudit()).faults).toEqual([])
    },
  )

  it.for(['a\0b', loneSurrogate])('finds nothing for %j', async (text, { store }) => {
    const at = { account: text, region: text }
    const key = { clusterId: text, namespace: text, serviceName: text }
    const page = { limit: 10, offset: 0 }
    expect(await store.audit.list({ limit: 10, user: text, action: text })).toEqual([])
    expect(await store.audit.list({ limit: 10, object: text, account: 'b' })).toEqual([])
    expect(await store.tasks.list({ ...page, search: text, account: text })).toMatchObject({
      total: 0,
    })
    const query = { ...at, target: text, from: 0, to: 1, limit: 1 }
    expect(await store.activity.list(query)).toEqual([])
    expect(await store.revisions.list({ ...at, ...key }, 1, 1000)).toEqual([])
    expect(await store.users.find(text)).toBeUndefined()
    expect(await store.users.change(text, {})).toBe('missing')
    const count = { key: `user ${text}`, user: text, network: text, at: 1, forgottenAt: 2 }
    await store.failureCounts.change([count.key], () => [count])
    expect(await store.failureCounts.find([count.key])).toMatchObject([{ at: 1, forgottenAt: 2 }])
    const draft = { user: 'ada', name: text, json: '{}', savedAt: 1 }
    await store.drafts.save(draft, 5)
    expect(await store.drafts.find('ada', text)).toMatchObject({ savedAt: 1 })
  })
})
