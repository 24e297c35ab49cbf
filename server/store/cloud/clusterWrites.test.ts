import { expect } from 'vitest'
import { describeOnDatabases } from '../../test/storeTest'

const path = '/apis/apps/v1/namespaces/shop/deployments/web'
const first = { clusterId: 'cls-12345678', path, version: '100', at: 1_000_000 }

describeOnDatabases('cluster writes', (it) => {
  it('keeps the latest write of each object of a cluster', async ({ store }) => {
    const { clusterWrites } = store
    await clusterWrites.add(first)
    const secondWrite = { ...first, version: '101', at: 1_000_500 }
    await clusterWrites.add(secondWrite)
    await clusterWrites.add({ ...first, clusterId: 'cls-other000' })
    expect(await clusterWrites.recent(first.clusterId, 1_000_000)).toEqual([secondWrite])
    expect(await clusterWrites.recent(first.clusterId, 1_000_501)).toEqual([])
  })

  it('deletes the writes of clusters after ten minutes', async ({ store }) => {
    const { clusterWrites } = store
    await clusterWrites.add(first)
    await clusterWrites.add({ ...first, path: `${path}-2`, at: first.at + 600_001 })
    expect(await clusterWrites.recent(first.clusterId, 0)).toHaveLength(1)
  })
})
