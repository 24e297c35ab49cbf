import { describe, expect, it } from 'vitest'
import { type CallLane, createCallGate, maxConcurrent } from './concurrency'

/** A gate with calls that run until the test ends them. */
function heldCalls() {
  const gate = createCallGate()
  const startedCalls: { lane: CallLane; end: () => void }[] = []
  const lanes = new Map<string, number>()
  return {
    started: startedCalls,
    call: (lane: CallLane) =>
      gate(lane, () => new Promise<void>((end) => startedCalls.push({ lane, end: () => end() }))),
    lanes,
    /** Number of started calls of a user. */
    startedBy: (user: string) => startedCalls.filter(({ lane }) => lane.user === user).length,
    async endFirst() {
      startedCalls.shift()?.end()
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
    },
  }
}

const at = (user: string, region = 'gz', account = 'prod'): CallLane => ({ user, account, region })

describe('concurrent calls', () => {
  it('of a user to a region are limited, and other users and regions are not affected', async () => {
    const { call, startedBy, started } = heldCalls()
    for (let times = 0; times < 288; times += 1) void call(at('ada'))
    expect(startedBy('ada')).toBe(maxConcurrent.userAndRegion)
    void call(at('ada', 'sh'))
    void call(at('bob'))
    void call(at('bob', 'sh'))
    expect(started).toHaveLength(maxConcurrent.userAndRegion + 3)
  })

  it('of a user are limited over all regions and accounts', async () => {
    const { call, startedBy } = heldCalls()
    for (const region of ['gz', 'sh', 'bj', 'hk'])
      for (let times = 0; times < 40; times += 1) void call(at('ada', region))
    void call(at('ada', 'gz', 'other'))
    expect(startedBy('ada')).toBe(maxConcurrent.user)
    void call(at('bob'))
    expect(startedBy('bob')).toBe(1)
  })

  it('to a region, an account and in total are limited over all users', async () => {
    const { call, started } = heldCalls()
    const users = Array.from({ length: 40 }, (_, index) => `user${index}`)
    const callAll = (region: string, account: string) => {
      for (const user of users)
        for (let times = 0; times < 6; times += 1) void call(at(user, region, account))
    }
    callAll('gz', 'prod')
    expect(started).toHaveLength(maxConcurrent.region)
    for (const region of ['sh', 'bj', 'hk']) callAll(region, 'prod')
    expect(started).toHaveLength(maxConcurrent.account)
    for (const region of ['sh', 'bj']) callAll(region, 'other')
    expect(started).toHaveLength(maxConcurrent.total)
  })

  it('start round-robin by user, regardless of the number of each user’s calls', async () => {
    const { call, started, endFirst } = heldCalls()
    for (const user of ['ada', 'bob'])
      for (let times = 0; times < 32; times += 1) void call(at(user))
    for (let times = 0; times < 50; times += 1) void call(at('cay'))
    for (const user of ['dan', 'eve']) void call(at(user))
    for (let times = 0; times < 4; times += 1) await endFirst()
    expect(started.slice(-4).map(({ lane }) => lane.user)).toEqual(['cay', 'dan', 'eve', 'cay'])
  })

  it('waiting for a full region do not block the user’s other calls', async () => {
    const { call, started, endFirst } = heldCalls()
    for (let times = 0; times < 64; times += 1) void call(at('ada'))
    for (const region of ['sh', 'bj'])
      for (let times = 0; times < 32; times += 1) void call(at('ada', region))
    expect(started).toHaveLength(maxConcurrent.user)
    void call(at('ada', 'hk'))
    const [first] = started.filter(({ lane }) => lane.region === 'sh')
    first?.end()
    await endFirst()
    expect(started.at(-1)?.lane.region).toMatch(/gz|hk/)
  })

  it('are refused if the user already has 256 waiting ones', async () => {
    const { call } = heldCalls()
    for (let times = 0; times < 32 + 256; times += 1) void call(at('ada'))
    await expect(call(at('ada'))).rejects.toThrow(/Too many of your calls/)
    void call(at('bob'))
  })
})
