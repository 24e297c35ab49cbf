import { expect, it } from 'vitest'
import { actions } from '../../../src/contract/index'
import { type CallObserver, createObservedCalls, type Ending } from './observers'

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

const logged: unknown[] = []
const ports = { log: (line: unknown) => logged.push(line) }
const seen: unknown[] = []
const watching: CallObserver = async ({ params }) => {
  seen.push(params)
  return async (ending: Ending) => {
    seen.push(ending)
  }
}
const broken = async () => {
  throw new Error('disk full')
}

it('observers run before the call is sent and after it has ended, successfully or not', async () => {
  const observed = createObservedCalls(ports, { PauseClusterService: [watching] })
  expect(await observed(call, async () => ({ data: 'done' }))).toEqual({ data: 'done' })
  const error = new Error('no')
  await expect(observed(call, () => Promise.reject(error))).rejects.toBe(error)
  expect(seen).toEqual([call.params, { data: 'done' }, call.params, { error }])
})

it('the call is not sent if an observer fails beforehand', async () => {
  const observed = createObservedCalls(ports, { PauseClusterService: [watching, broken] })
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
  expect(logged.splice(0)).toEqual([
    { event: 'observerFailed', requestId: 'r1', error: 'Error: disk full' },
  ])
})

it('the call is answered, and the failure logged, if an observer fails afterwards', async () => {
  const late: CallObserver = async () => broken
  const observed = createObservedCalls(ports, { PauseClusterService: [late] })
  expect(await observed(call, async () => ({ data: 1 }))).toEqual({ data: 1 })
  expect(logged).toEqual([{ event: 'observerFailed', requestId: 'r1', error: 'Error: disk full' }])
})
