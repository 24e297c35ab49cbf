import { expect, it } from 'vitest'
import { sendRequest, signedRequest, testKey } from '../../test/cloud/client'
import { Clock } from '../../test/cloud/clock'
import { testCloud } from '../../test/cloud/cloud'
import { MemoryStorage } from '../../test/cloud/cloudStorage'

it('refuses to repeat a write that an older version accepted, until its nonce expires', async () => {
  const clock = new Clock()
  const before = await testCloud({ world: 'demo', clock })
  const { clusters } = await before.call('DescribeCluster', { clusterName: 'shop-prod' })
  const clusterId = clusters[0]?.clusterId ?? ''
  const params = { clusterId, name: 'risk', description: '' }
  const commonParams = { Nonce: '4711' }
  const request = await signedRequest('CreateClusterNamespace', params, clock.now(), {
    commonParams,
  })
  const timestamp = Math.floor(clock.now() / 1000) * 1000
  const nonce = { id: `${testKey.secretId} ${timestamp} 4711`, until: timestamp + 7_200_001 }
  const storage = new MemoryStorage()
  const put = [
    ...(await before.storage.load()),
    { kind: 'nonce', id: nonce.id, json: JSON.stringify(nonce) },
  ]
  await storage.commit({ put, remove: [] })

  const after = await testCloud({ storage, clock })
  expect(await sendRequest(after.fetch, request.clone())).toMatchObject({ code: 4500 })
  const otherRequest = await signedRequest('CreateClusterNamespace', params, clock.now())
  expect(await sendRequest(after.fetch, otherRequest)).toMatchObject({ code: 0 })
  clock.pass(7_201)
  await testCloud({ storage, clock })
  expect(storage.documents().filter(({ kind }) => kind === 'nonce')).toEqual([])
})
