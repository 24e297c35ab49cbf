import { describe, expect, it } from 'vitest'
import { actions, isActionName } from '../../../src/contract/index'
import { Clock } from '../../test/cloud/clock'
import { testCloud } from '../../test/cloud/cloud'
import { steppedPorts, testTarget } from '../../test/conformance/ports'
import { KeysRefused, type RunOptions, runSuite } from './run'

async function openSimulation() {
  const clock = new Clock()
  const cloud = await testCloud({ world: 'demo', clock })
  const sentActions: string[] = []
  /** Called with the action and parameters of each request before it is answered. */
  const observers: ((action: string, params: Pick<FormData, 'get'>) => void)[] = []
  const fetch = async (request: Request) => {
    const form = new URL(request.url).searchParams
    const fields = request.method === 'GET' ? form : await request.clone().formData()
    const action = String(fields.get('Action'))
    sentActions.push(action)
    for (const observe of observers) observe(action, fields)
    return cloud.fetch(request)
  }
  const ports = steppedPorts(fetch, clock)
  /** Names of resources in the simulation that have the prefix of a run's names. */
  const leftovers = async () => {
    const answer = await cloud.call('DescribeCluster', { limit: 100 })
    const clusters = answer.clusters.filter((cluster) => cluster.status !== 'Deleting')
    const inClusters = await Promise.all(
      clusters.map(async ({ clusterId }) => {
        const { namespaces } = await cloud.call('DescribeClusterNameSpaces', { clusterId })
        // A namespace that is being deleted is listed until its services have ended.
        return namespaces
          .filter((namespace) => namespace.status === 'Active')
          .map((namespace) => namespace.name)
      }),
    )
    const { namespaceInfo } = await cloud.call('GetNamespaceInfo', { limit: 100 })
    const { triggerInfo } = await cloud.call('ListTrigger', { limit: 100 })
    const names = [
      ...clusters.map((cluster) => cluster.clusterName),
      ...inClusters.flat(),
      ...namespaceInfo.map((namespace) => namespace.namespace),
      ...triggerInfo.map((trigger) => trigger.triggerName),
    ]
    return names.filter((name) => name.startsWith('gantry-'))
  }
  const run = (options: RunOptions = {}, target = testTarget) => runSuite(target, ports, options)
  return { run, sent: sentActions, observers, leftovers }
}

describe('a run', () => {
  it('only reads by default', async () => {
    const { run, sent } = await openSimulation()
    await run()
    const writes = sent.filter((name) => isActionName(name) && actions[name].mutates)
    expect(sent.length).toBeGreaterThan(300)
    expect(writes).toEqual([])
  })

  it('calls nothing that costs money unless it may buy', async () => {
    const { run, sent, leftovers } = await openSimulation()
    await run({ isWriting: true, only: ['CreateClusterService'] })
    const purchases = ['CreateCluster', 'AddClusterInstances', 'UpdateInstanceBandwidthHour']
    expect(sent.filter((name) => purchases.includes(name))).toEqual([])
    expect(sent).toContain('CreateClusterService')
    expect(await leftovers()).toEqual([])
  })

  it.each([
    'AddClusterInstances',
    'PauseClusterService',
    'AddUpdateServiceTrigger',
    'DuplicateImage',
  ] as const)('deletes what it has created when it is interrupted at %s', async (last) => {
    const { run, observers, leftovers } = await openSimulation()
    const ending = new AbortController()
    observers.push((action) => {
      if (action === last) ending.abort(new Error('interrupted'))
    })
    const running = run({ isBuying: true, signal: ending.signal, only: [last] })
    await expect(running).rejects.toThrow('interrupted')
    expect(await leftovers()).toEqual([])
  })

  it.each([
    ['CreateCCRNamespace', 'namespace'],
    ['CreateRepository', 'reponame'],
    ['AddUpdateServiceTrigger', 'triggerName'],
  ])(
    'deletes what fills the quota of %s when it is interrupted',
    async (creation, nameParameter) => {
      const { run, observers, leftovers } = await openSimulation()
      const ending = new AbortController()
      observers.push((action, params) => {
        const isSecond = String(params.get(nameParameter)).endsWith('-2')
        if (action === creation && isSecond) ending.abort(new Error('interrupted'))
      })
      const options = { isWriting: true, isFillingQuotas: true, signal: ending.signal }
      await expect(run(options)).rejects.toThrow('interrupted')
      expect(await leftovers()).toEqual([])
    },
  )

  it('deletes what may exist because the answer to its creation was lost', async () => {
    const { run, observers, leftovers, sent } = await openSimulation()
    observers.push((action) => {
      if (action === 'CreateRepository') throw new TypeError('fetch failed')
    })
    const report = await run({ isWriting: true, only: ['CreateRepository'] })
    expect(sent).toContain('DeleteUserNamespace')
    expect(await leftovers()).toEqual([])
    expect(report.actions.find((action) => action.action === 'CreateRepository')?.verdict).toBe(
      'differs',
    )
  })

  it('reports only the requested actions', async () => {
    const { run } = await openSimulation()
    const { actions: reported } = await run({ only: ['GetLimit'] })
    expect(reported.map(({ action, verdict }) => [action, verdict])).toEqual([
      ['GetLimit', 'conforms'],
    ])
  })

  it('fails at once when the endpoint refuses the keys', async () => {
    const { run } = await openSimulation()
    const runWithWrongKey = run({}, { ...testTarget, secretKey: 'wrong' } as typeof testTarget)
    await expect(runWithWrongKey).rejects.toThrow(KeysRefused)
  })

  it('reports a declared difference apart', async () => {
    const { run, observers } = await openSimulation()
    observers.push((action) => {
      if (action === 'GetLimit') throw new TypeError('fetch failed')
    })
    const check = 'answers the fields of the document'
    const differences = { GetLimit: [{ check, reason: 'it has no quotas' }] }
    const { actions: reported } = await run({ only: ['GetLimit'], differences })
    const outcomes = reported[0]?.results.map(({ title, outcome }) => [title, outcome])
    expect(outcomes).toContainEqual([
      check,
      {
        kind: 'differs',
        expected: 'an answer',
        actual: 'fetch failed',
        declared: 'it has no quotas',
      },
    ])
  })
})
