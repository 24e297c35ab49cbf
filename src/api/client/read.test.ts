import { describe, expect, it } from 'vitest'
import { isSameList, readKey } from './read'

const target = { account: 'shop', region: 'gz' }
const key = (params: object, at = target) => readKey('DescribeCluster', at, params)

describe('old rows', () => {
  it('stay while another page or order of the same list is on its way', () => {
    expect(isSameList(key({ offset: 0 }), key({ offset: 20, orderField: 'createdAt' }), [])).toBe(
      true,
    )
  })

  it('stay while a named parameter changes, and only then', () => {
    expect(isSameList(key({ clusterName: 'a' }), key({}), ['clusterName'])).toBe(true)
    expect(isSameList(key({ clusterName: 'a' }), key({}), [])).toBe(false)
  })

  it('never stand in for those of another account, region or thing', () => {
    expect(isSameList(key({}), key({}, { account: 'lab', region: 'gz' }), [])).toBe(false)
    expect(isSameList(key({}), key({}, { account: 'shop', region: 'sh' }), [])).toBe(false)
    expect(isSameList(key({ clusterId: 'a' }), key({ clusterId: 'b' }), [])).toBe(false)
  })

  it('do not depend on the order in which parameters are written', () => {
    expect(isSameList(key({ a: 1, b: 2 }), key({ b: 2, a: 1 }), [])).toBe(true)
  })
})
