import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sessionQuery, signIn, signOut } from './session'

const read = ['call', 'DescribeCluster']
let client: QueryClient

beforeEach(() => {
  client = new QueryClient()
})
afterEach(() => {
  vi.unstubAllGlobals()
  client.clear()
})

const sessionOf = (user: string) => ({
  data: {
    id: user,
    name: user,
    user,
    role: 'operator',
    scope: {},
    readOnly: false,
    source: 'local',
    accounts: [],
  },
})

function stubFetch(body: unknown, status = 200) {
  vi.stubGlobal('fetch', async () => Response.json(body, { status }))
}

async function signedIn(user: string) {
  stubFetch(sessionOf(user))
  return signIn(client, user, 'a good password')
}

describe('the cache', () => {
  it('is cleared at sign-out, even if the server refuses or does not respond', async () => {
    const failed = { error: { code: 500, codeDesc: 'InternalError', message: '' } }
    for (const answer of [
      () => stubFetch({ data: {} }),
      () => stubFetch(failed, 500),
      () => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network'))),
    ]) {
      await signedIn('ada')
      client.setQueryData(read, 'what ada has read')
      answer()
      await signOut(client).catch(() => undefined)
      expect(client.getQueryData(read)).toBeUndefined()
      expect(client.getQueryData(sessionQuery.queryKey)).toBeNull()
    }
  })

  it('is kept for the same user, and cleared for another', async () => {
    await signedIn('ada')
    client.setQueryData(read, 'what ada has read')
    expect(await signedIn('ada')).toMatchObject({ isSamePerson: true })
    expect(client.getQueryData(read)).toBe('what ada has read')
    expect(await signedIn('bob')).toMatchObject({ isSamePerson: false, session: { user: 'bob' } })
    expect(client.getQueryData(read)).toBeUndefined()
  })
})
