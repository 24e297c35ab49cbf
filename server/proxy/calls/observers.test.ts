import { expect, it } from 'vitest'
import { actions } from '../../../src/contract/index'
import { type CallObserver, type CallOutcome, createObservedCalls } from './observers'

const call = {
  requestId: 'r1',
  user: 'ann',
  role: 'operator',
  account: 'prod',
  region: 'gz',
  action: actions.PauseClusterService,
  params: { serviceName: 'web' },
  at: 0,
} as const

/** Observed calls with a log, and what an observer has seen. */
function observedCalls(...observers: CallObserver[]) {
  const logged: unknown[] = []
  const calls: unknown[] = []
  const watching: CallObserver = async ({ params }) => {
    calls.push(params)
    return async (ending: CallOutcome) => {
      calls.push(ending)
    }
  }
  const ports = { log: (line: unknown) => logged.push(line) }
  const observed = createObservedCalls(ports, { PauseClusterService: [watching, ...observers] })
  return { observed, logged, seen: calls }
}
const failingObserver = async () => {
  throw new Error('disk full')
}

it('observers run before the call is sent and after it has ended, successfully or not', async () => {
  const { observed, seen } = observedCalls()
  expect(await observed(call, async () => ({ data: 'done' }))).toEqual({ data: 'done' })
  const error = new Error('no')
  await expect(observed(call, () => Promise.reject(error))).rejects.toBe(error)
  expect(seen).toEqual([call.params, { data: 'done' }, call.params, { error }])
})

it('the call is not sent if an observer fails beforehand', async () => {
  const { observed, logged } = observedCalls(failingObserver)
  let isSent = false
  const work = async () => {
    isSent = true
    return {}
  }
  await expect(observed(call, work)).rejects.toMatchObject({
    codeDesc: 'StoreFailed',
    message: expect.stringContaining('Nothing was sent'),
  })
  expect(isSent).toBe(false)
  expect(logged).toEqual([{ event: 'observerFailed', requestId: 'r1', error: 'Error: disk full' }])
})

it('the call is answered, and the failure logged, if an observer fails afterwards', async () => {
  const failingEnd: CallObserver = async () => failingObserver
  const { observed, logged } = observedCalls(failingEnd)
  expect(await observed(call, async () => ({ data: 1 }))).toEqual({ data: 1 })
  expect(logged).toEqual([{ event: 'observerFailed', requestId: 'r1', error: 'Error: disk full' }])
})
