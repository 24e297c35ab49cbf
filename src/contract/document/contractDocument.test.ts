import { describe, expect, it } from 'vitest'
import { actions } from '../index'
import { contractDocument } from './contractDocument'

const published = contractDocument()
const find = (name: string) => published.find((one) => one.name === name)

describe('contractDocument', () => {
  it('contains all facts of every action as JSON', () => {
    expect(published.map(({ name }) => name)).toEqual(Object.keys(actions))
    expect(JSON.parse(JSON.stringify(published))).toEqual(published)
    expect(find('CreateCluster')).toMatchObject({
      area: 'clusters',
      host: 'ccs.api.qcloud.com',
      section: '集群相关接口/创建集群',
      undocumented: false,
      mutates: true,
      destructive: false,
      async: true,
      invalidates: ['DescribeCluster', 'DescribeClusterInstances'],
      target: ['clusterName'],
      secrets: ['password'],
    })
    expect(find('DeleteCluster')).toMatchObject({
      guard: 'name',
      confirm: { param: 'clusterId', required: true },
      scope: { clusters: 'clusterId' },
      task: { end: 'clusterDeleted' },
    })
    expect(find('DeleteClusterService')).toMatchObject({
      guard: 'look',
      confirm: { param: 'serviceName', required: false },
    })
    expect(find('DescribeCluster')).toMatchObject({ guard: 'none', async: false })
    expect(find('GetTagList')).toMatchObject({
      lists: { items: 'tagInfo', scopedBy: 'account' },
      paging: { items: 'tagInfo', total: 'tagCount', limit: 20, max: 100 },
    })
  })

  it('gives integers only the bounds of the API', () => {
    expect(JSON.stringify(published)).not.toContain(String(Number.MAX_SAFE_INTEGER))
    expect(find('DescribeClusterTaskResult')).toMatchObject({
      request: { properties: { requestId: { type: 'integer' } }, required: ['requestId'] },
    })
  })

  it('keeps defaults, units, patterns, rules and emptiable lists', () => {
    expect(find('AddClusterInstances')).toMatchObject({
      request: {
        properties: {
          goodsNum: { type: 'integer', minimum: 1, maximum: 100, default: 1 },
          mem: { unit: 'GB' },
          password: { pattern: expect.stringContaining('{8,16}') },
          instanceType: { default: 'CVM.S1' },
        },
        rules: expect.arrayContaining([
          { id: 'passwordOrKey', says: 'password and keyId exclude each other' },
        ]),
      },
    })
    expect(find('ModifyClusterNodeLabel')).toMatchObject({
      request: { properties: { labels: { emptiable: true } } },
    })
  })
})
