import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPostgres, libsqlPlace, type Place, postgresPlace } from '../../test/stores'
import type { Store } from '../open'

function suite(makePlace: () => Promise<Place>) {
  let place: Place
  let store: Store

  beforeAll(async () => {
    place = await makePlace()
    store = await place.open()
  })
  afterAll(async () => {
    await store.close()
    await place.drop()
  })

  it('lets one claim a digest, of several processes and after a restart', async () => {
    const other = await place.open('second')
    const claims = [store, other, store].map((one) => one.usedSignatures.claim('a', 5000))
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
    await other.close()
    const again = await place.open('third')
    expect(await again.usedSignatures.claim('a', 5000)).toBe(false)
    expect(await again.usedSignatures.claim('b', 5000)).toBe(true)
    await again.close()
  })

  it('removes expired claims', async () => {
    const { claim, removeExpired } = store.usedSignatures
    await claim('early', 1000)
    await claim('late', 2000)
    await removeExpired(1001)
    expect(await claim('early', 3000)).toBe(true)
    expect(await claim('late', 3000)).toBe(false)
  })
}

describe('used signatures in a file', () => suite(async () => libsqlPlace()))
describe.skipIf(!hasPostgres)('used signatures in PostgreSQL', () => suite(postgresPlace))
