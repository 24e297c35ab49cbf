import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPostgres, libsqlPlace, onPostgres, type Place, postgresPlace } from '../../test/stores'
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

  it('replaces the row of a mask, shares it with other processes, and deletes old ones', async () => {
    const row = { mask: '<masked:a/b/c/d/e/0>', sealed: 'one', at: 1_700_000_000_000 }
    await store.maskedValues.put([row, { ...row, mask: 'old', at: 1 }])
    await store.maskedValues.put([{ ...row, sealed: 'two', at: row.at + 1 }])
    const other = await place.open()
    await other.maskedValues.removeBefore(row.at)
    expect(await other.maskedValues.find(row.mask)).toEqual({
      ...row,
      sealed: 'two',
      at: row.at + 1,
    })
    expect(await other.maskedValues.find('old')).toBeUndefined()
    await other.close()
  })
}

describe('masked values on libSQL', () => suite(async () => libsqlPlace()))
describe.skipIf(!hasPostgres)(onPostgres('masked values on PostgreSQL'), () => suite(postgresPlace))
