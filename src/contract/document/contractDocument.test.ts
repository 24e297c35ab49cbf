import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { readContract } from '../console/contract'
import { isFields } from '../fields'
import { actions } from '../index'
import { vocabularies } from '../tables/vocabularies'
import { contractDocument } from './contractDocument'

const publishedActions = contractDocument()
const findAction = (name: string) => publishedActions.find((action) => action.name === name)

interface Worded {
  words: Record<string, unknown>
  enum?: unknown
}

/** Returns every nested schema that explains words. */
function schemasWithWords(schema: unknown): Worded[] {
  if (Array.isArray(schema)) return schema.flatMap(schemasWithWords)
  if (!isFields(schema)) return []
  const { words, ...rest } = schema
  const inner = Object.values(rest).flatMap(schemasWithWords)
  return isFields(words) ? [{ words, enum: schema.enum }, ...inner] : inner
}

describe('contractDocument', () => {
  it('contains all facts of every action as JSON', () => {
    expect(publishedActions.map(({ name }) => name)).toEqual(Object.keys(actions))
    expect(JSON.parse(JSON.stringify(publishedActions))).toEqual(publishedActions)
    expect(findAction('CreateCluster')).toMatchObject({
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
    expect(findAction('DeleteCluster')).toMatchObject({
      guard: 'name',
      confirm: { param: 'clusterId', required: true },
      scope: { clusters: 'clusterId' },
      task: { end: 'clusterDeleted' },
    })
    expect(findAction('DeleteClusterService')).toMatchObject({
      guard: 'look',
      confirm: { param: 'serviceName', required: false },
    })
    expect(findAction('DescribeCluster')).toMatchObject({ guard: 'none', async: false })
    expect(findAction('GetTagList')).toMatchObject({
      lists: { items: 'tagInfo', scopedBy: 'account' },
      paging: { items: 'tagInfo', total: 'tagCount', limit: 20, max: 100 },
    })
  })

  it('contains the facts that schemas cannot express', () => {
    expect(findAction('DeleteClusterInstances')).toMatchObject({
      needsRegion: true,
      statuses: { cluster: ['Running', 'Isolated', 'Abnormal'] },
      dependentDefaults: [
        {
          param: 'nodeDeleteMode',
          section: '集群相关接口/删除集群节点',
          cases: [
            { when: 'the machine is prepaid', is: 'RemoveOnly' },
            { when: 'otherwise', is: 'Return' },
          ],
        },
      ],
    })
    expect(findAction('CreateCluster')?.quotas).toEqual([
      expect.objectContaining({ name: 'clusters', default: 5, per: 'account', refuses: true }),
      expect.objectContaining({ name: 'nodes', default: 20, per: 'cluster', refuses: true }),
    ])
    expect(findAction('AddClusterInstancesFromExistedCvm')).toMatchObject({
      statuses: { cluster: ['Running'], machine: [2, 4] },
      quotas: [{ name: 'nodes', refuses: false }],
      windowsPassword: { minimum: 12, maximum: 16, mixes: 3 },
    })
    expect(findAction('DescribeServiceEvent')?.semantics).toContainEqual({
      says: 'Returns the events of the last hour.',
      section: '服务相关接口/获取服务事件列表',
    })
    expect(findAction('GetMonitorData')).toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({ code: -507, codeDesc: 'OperationDenied.ExceedLimit' }),
      ]),
      metrics: expect.arrayContaining([
        {
          name: 'service_in_flux',
          level: 'service',
          namespace: 'qce/docker',
          dimensions: ['clusterId', 'serviceName', 'namespace'],
          unit: 'MB',
          meaning: 'Traffic into all instances within the period',
        },
      ]),
      maxPoints: 1440,
    })
    expect(findAction('GetLimit')).toMatchObject({ needsRegion: false, statuses: {}, quotas: [] })
  })

  it('explains the words of every vocabulary where they occur', () => {
    const described = publishedActions.map((action) =>
      schemasWithWords(action.request).concat(schemasWithWords(action.response)),
    )
    for (const { words, enum: values } of described.flat()) {
      if (!Array.isArray(values)) continue
      expect(Object.keys(words).sort()).toEqual(values.map(String).sort())
    }
    const everyWord = new Set(described.flat().flatMap(({ words }) => Object.values(words)))
    const meanings = Object.values(vocabularies).flatMap((vocabulary) => Object.values(vocabulary))
    expect(meanings.filter((meaning) => !everyWord.has(meaning))).toEqual([])
    expect(findAction('DescribeClusterInstances')).toMatchObject({
      response: {
        properties: {
          nodes: {
            items: {
              properties: {
                cvmState: { words: { 2: 'The machine is running.' } },
                abnormalReason: { words: { OutOfDisk: 'The disk of the node is full.' } },
              },
            },
          },
        },
      },
    })
  })

  it('matches its own schema', () => {
    const { response } = readContract
    if (!response) throw new Error('the route has no response')
    expect(z.safeParse(response, publishedActions).error).toBeUndefined()
  })

  it('gives integers only the bounds of the API', () => {
    expect(JSON.stringify(publishedActions)).not.toContain(String(Number.MAX_SAFE_INTEGER))
    expect(findAction('DescribeClusterTaskResult')).toMatchObject({
      request: { properties: { requestId: { type: 'integer' } }, required: ['requestId'] },
    })
  })

  it('keeps defaults, units, patterns, rules and emptiable lists', () => {
    expect(findAction('AddClusterInstances')).toMatchObject({
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
    expect(findAction('ModifyClusterNodeLabel')).toMatchObject({
      request: { properties: { labels: { emptiable: true } } },
    })
  })
})
