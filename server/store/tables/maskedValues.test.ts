import { expect } from 'vitest'
import { describeOnDatabases } from '../../test/storeTest'

describeOnDatabases('masked values', (it) => {
  it('replaces the row of a mask, shares it with other processes, and deletes old ones', async ({
    testDatabase,
    store,
  }) => {
    const row = { mask: '<masked:a/b/c/d/e/0>', sealed: 'one', at: 1_700_000_000_000 }
    await store.maskedValues.put([row, { ...row, mask: 'old', at: 1 }])
    await store.maskedValues.put([{ ...row, sealed: 'two', at: row.at + 1 }])
    const otherStore = await testDatabase.open()
    await otherStore.maskedValues.removeBefore(row.at)
    expect(await otherStore.maskedValues.find(row.mask)).toEqual({
      ...row,
      sealed: 'two',
      at: row.at + 1,
    })
    expect(await otherStore.maskedValues.find('old')).toBeUndefined()
    await otherStore.close()
  })
})
