import { expect, it } from 'vitest'
import { failure } from '../../../test/kubernetes/stubs/apiServer'
import { memoryTasks } from '../../../test/kubernetes/stubs/memoryTasks'
import { steppedTime } from '../../../test/kubernetes/stubs/steppedTime'
import { createClient } from '../client/client'
import type { ApiAnswer, Send } from '../ports'
import { startDriver } from './driver'

const owner = (kind: string) => ({
  ownerReferences: [{ kind, name: 'owner', uid: 'o', controller: true }],
})
const pod = (name: string, metadata: object = owner('ReplicaSet'), status: object = {}) => ({
  metadata: { name, namespace: 'shop', uid: `uid-${name}`, ...metadata },
  spec: { nodeName: 'node-1', containers: [] },
  status,
})

const answerOf = (value: unknown): ApiAnswer => ({
  status: 200,
  chunks: (async function* () {
    yield new TextEncoder().encode(JSON.stringify(value))
  })(),
})

/** A node with pods. The test can refuse their evictions; an accepted eviction removes the pod. */
function drainedNode(kind: 'drain' | 'remove' = 'drain') {
  const state = {
    node: { metadata: { name: 'node-1', uid: 'n-1' }, spec: { unschedulable: true } },
    pods: [] as ReturnType<typeof pod>[],
    refusal: undefined as (() => ApiAnswer) | undefined,
  }
  const evicted: string[] = []
  const deleted: string[] = []
  const send: Send = async ({ method, path, body = '{}' }) => {
    const eviction = /\/namespaces\/shop\/pods\/([^/]+)\/eviction\?/.exec(path)?.[1]
    if (eviction !== undefined) {
      evicted.push(eviction)
      if (state.refusal) return state.refusal()
      const { uid } = JSON.parse(body).deleteOptions.preconditions
      state.pods = state.pods.filter(({ metadata }) => metadata.uid !== uid)
      return answerOf({})
    }
    if (path.startsWith('/api/v1/pods?')) return answerOf({ items: state.pods })
    if (method === 'DELETE') {
      const isOther = JSON.parse(body).preconditions.uid !== state.node.metadata.uid
      if (isOther) return failure(409, 'Conflict', 'the UID differs')
      deleted.push(path)
    }
    return answerOf(state.node)
  }
  const { timing, advance } = steppedTime()
  const tasks = memoryTasks()
  const stop = new AbortController()
  const cluster = { client: createClient(send, timing), isCalled: () => true }
  const start = async () => {
    const nodes = [{ name: 'node-1', uid: 'n-1' }]
    const id = await tasks.add({ clusterId: 'cls-1', kind, nodes, startedAt: timing.now() })
    startDriver({ clusters: [cluster], tasks, timing, log: () => {} }, stop.signal)
    await advance(0)
    return async () => {
      const { state: word, reason } = (await tasks.find(id)) ?? {}
      return { state: word, reason }
    }
  }
  return { state, evicted, deleted, advance, start, stop: () => stop.abort() }
}

const budget = () =>
  failure(429, 'TooManyRequests', 'Cannot evict pod as it would violate the budget.')

it('a drain evicts pods, except those of DaemonSets, mirror pods and finished ones', async () => {
  const { state, evicted, advance, start, stop } = drainedNode()
  state.pods = [
    pod('web-1'),
    pod('db-0', owner('StatefulSet')),
    pod('alone', {}),
    pod('agent', owner('DaemonSet')),
    pod('static', { annotations: { 'kubernetes.io/config.mirror': 'x' } }),
    pod('done', owner('Job'), { phase: 'Succeeded' }),
    pod('evicted', owner('ReplicaSet'), { phase: 'Failed' }),
  ]
  const progress = await start()
  await advance(2_000)
  expect(evicted).toEqual(['web-1', 'db-0', 'alone'])
  expect(await progress()).toEqual({ state: 'succ', reason: '' })
  stop()
})

it('repeats an eviction that a budget refuses after five seconds, and names its pod', async () => {
  const { state, evicted, advance, start, stop } = drainedNode()
  state.pods = [pod('web-1')]
  state.refusal = budget
  const progress = await start()
  expect(await progress()).toEqual({
    state: 'running',
    reason: 'waiting for shop/web-1 (Cannot evict pod as it would violate the budget.)',
  })
  await advance(4_000)
  expect(evicted).toEqual(['web-1'])
  await advance(2_000)
  expect(evicted).toEqual(['web-1', 'web-1'])
  state.refusal = undefined
  await advance(7_000)
  expect(await progress()).toEqual({ state: 'succ', reason: '' })
  stop()
})

it('waits for a pod that is ending without evicting it again', async () => {
  const { state, evicted, advance, start, stop } = drainedNode()
  state.pods = [pod('web-1', { deletionTimestamp: '2026-11-29T00:00:00Z' })]
  const progress = await start()
  await advance(60_000)
  expect(evicted).toEqual([])
  expect(await progress()).toEqual({ state: 'running', reason: 'waiting for shop/web-1' })
  stop()
})

it('ends when the node is uncordoned, or when the account may not evict', async () => {
  const uncordoned = drainedNode()
  uncordoned.state.node.spec.unschedulable = false
  const progress = await uncordoned.start()
  expect(await progress()).toEqual({ state: 'fail', reason: 'node node-1 was uncordoned' })
  uncordoned.stop()

  const forbidden = drainedNode()
  forbidden.state.pods = [pod('web-1')]
  const message = 'pods "web-1" is forbidden: User "u" cannot create resource "pods/eviction"'
  forbidden.state.refusal = () => failure(403, 'Forbidden', message)
  const refused = await forbidden.start()
  expect(await refused()).toEqual({ state: 'fail', reason: message })
  forbidden.stop()
})

it('a removal deletes the node only after the last pod has left', async () => {
  const { state, deleted, advance, start, stop } = drainedNode('remove')
  state.pods = [pod('web-1')]
  state.refusal = budget
  const progress = await start()
  await advance(10_000)
  expect(deleted).toEqual([])
  state.refusal = undefined
  await advance(7_000)
  expect(deleted).toEqual(['/api/v1/nodes/node-1'])
  expect(await progress()).toEqual({ state: 'succ', reason: '' })
  stop()
})

it('leaves a new node of the same name alone', async () => {
  const { state, evicted, deleted, advance, start, stop } = drainedNode('remove')
  state.node.metadata.uid = 'n-2'
  state.pods = [pod('web-1')]
  const progress = await start()
  await advance(1_000)
  expect(await progress()).toMatchObject({ state: 'succ' })
  expect(evicted).toEqual([])
  expect(deleted).toEqual([])
  stop()
})
