import { describe, expect, it } from 'vitest'
import { currentAt, isSameList, readKey } from './read'

const target = { account: 'shop', region: 'gz' }
const key = (params: object, at = target) => readKey('DescribeCluster', at, params)

describe('old rows', () => {
  it('stay while another page or order of the list is loading', () => {
    expect(isSameList(key({ offset: 0 }), key({ offset: 20, orderField: 'createdAt' }), [])).toBe(
      true,
    )
  })

  it('stay while a named parameter changes, and only then', () => {
    expect(isSameList(key({ clusterName: 'a' }), key({}), ['clusterName'])).toBe(true)
    expect(isSameList(key({ clusterName: 'a' }), key({}), [])).toBe(false)
  })

  it('are never shown for another account, region or resource', () => {
    expect(isSameList(key({}), key({}, { account: 'lab', region: 'gz' }), [])).toBe(false)
    expect(isSameList(key({}), key({}, { account: 'shop', region: 'sh' }), [])).toBe(false)
    expect(isSameList(key({ clusterId: 'a' }), key({ clusterId: 'b' }), [])).toBe(false)
  })

  it('do not depend on the order of parameters', () => {
    expect(isSameList(key({ a: 1, b: 2 }), key({ b: 2, a: 1 }), [])).toBe(true)
  })
})

describe('the time of old data', () => {
  it('is the time of arrival minus the age of the data', () => {
    expect(currentAt(100_000, 40)).toBe(60_000)
    expect(currentAt(100_000)).toBe(100_000)
    expect(currentAt(0, 40)).toBe(0)
  })
})
