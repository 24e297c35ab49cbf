import { expect } from 'vitest'
import { describeOnDatabases } from '../../test/storeTest'

describeOnDatabases('used signatures', (it) => {
  it('lets exactly one of several processes claim a digest, also after a restart', async ({
    testDatabase,
    store,
  }) => {
    const otherStore = await testDatabase.open('second')
    const claims = [store, otherStore, store].map((item) => item.usedSignatures.claim('a', 5000))
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
    await otherStore.close()
    const thirdStore = await testDatabase.open('third')
    expect(await thirdStore.usedSignatures.claim('a', 5000)).toBe(false)
    expect(await thirdStore.usedSignatures.claim('b', 5000)).toBe(true)
    await thirdStore.close()
  })

  it('removes expired claims', async ({ store }) => {
    const { claim, removeExpired } = store.usedSignatures
    await claim('early', 1000)
    await claim('late', 2000)
    await removeExpired(1001)
    expect(await claim('early', 3000)).toBe(true)
    expect(await claim('late', 3000)).toBe(false)
  })
})
