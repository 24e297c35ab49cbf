import { describe, expect, it } from 'vitest'
import { unhashedPasswords } from '../../../test/proxy/proxy'
import { createPasswordQueue } from './passwordQueue'

/** A queue whose checks end on demand, in the order in which they started. */
function slowQueue(atOnce = 1) {
  const queue = createPasswordQueue({ ...unhashedPasswords(), maxConcurrent: atOnce })
  const begunChecks: string[] = []
  const ends: (() => void)[] = []
  const refused: string[] = []
  const addCheck = (key: string, isKnown = false, name = key) =>
    queue
      .run({ key, isKnown }, () => {
        begunChecks.push(name)
        return new Promise<void>((resolve) => {
          ends.push(resolve)
        })
      })
      .catch(() => {
        refused.push(name)
      })
  /** Ends the oldest check. */
  async function end() {
    ends.shift()?.()
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }
  async function endAll() {
    while (ends.length > 0) await end()
  }
  return { queue, started: begunChecks, refused, add: addCheck, end, endAll }
}

describe('checks of passwords', () => {
  it('are limited in number', async () => {
    const { started, add, end } = slowQueue(2)
    for (const key of ['a', 'b', 'c', 'd']) void add(key)
    expect(started).toEqual(['a', 'b'])
    await end()
    expect(started).toEqual(['a', 'b', 'c'])
  })

  it('of different addresses take turns', async () => {
    const { started, add, endAll } = slowQueue()
    for (let count = 1; count <= 6; count += 1) void add('a', false, `a${count}`)
    for (const name of ['b1', 'b2']) void add('b', false, name)
    void add('c')
    await endAll()
    expect(started).toEqual(['a1', 'a2', 'b1', 'c', 'a3', 'b2', 'a4', 'a5', 'a6'])
  })

  it('of known devices come first, but not always', async () => {
    const { started, add, endAll } = slowQueue()
    void add('first')
    for (const key of ['u1', 'u2']) void add(key)
    for (const key of ['k1', 'k2', 'k3', 'k4', 'k5']) void add(key, true)
    await endAll()
    expect(started).toEqual(['first', 'k1', 'k2', 'k3', 'u1', 'k4', 'k5', 'u2'])
  })

  it('are refused at once when the queue is full', async () => {
    const { refused, add } = slowQueue()
    for (let count = 0; count < 17; count += 1) void add(`a${count}`)
    expect(refused).toEqual([])
    await add('b')
    expect(refused).toEqual(['b'])
    void add('known', true)
    await Promise.resolve()
    expect(refused).toEqual(['b'])
  })

  it('of an address with many waiting checks yield to those of another address', async () => {
    const { started, refused, add, endAll } = slowQueue()
    for (let count = 0; count < 30; count += 1) void add('a', false, `a${count}`)
    await Promise.resolve()
    expect(refused).toHaveLength(13)
    void add('b')
    await Promise.resolve()
    await Promise.resolve()
    expect(refused).toHaveLength(14)
    await endAll()
    expect(started.indexOf('b')).toBe(2)
  })

  it('answer 429 with Retry-After when refused', async () => {
    const { queue, add } = slowQueue()
    for (let count = 0; count < 17; count += 1) void add(`a${count}`)
    await expect(
      queue.run({ key: 'b', isKnown: false }, async () => undefined),
    ).rejects.toMatchObject({
      status: 429,
      codeDesc: 'TooManySignIns',
      headers: { 'Retry-After': '2' },
    })
  })

  it('continue after a failure', async () => {
    const queue = createPasswordQueue({ ...unhashedPasswords(), maxConcurrent: 1 })
    const lane = { key: 'a', isKnown: false }
    await expect(queue.run(lane, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await queue.run(lane, async () => 1)).toBe(1)
  })

  it('by other parts of the console are limited too', async () => {
    let running = 0
    let maxRunning = 0
    const slow = async () => {
      running += 1
      maxRunning = Math.max(maxRunning, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return true
    }
    const { bounded } = createPasswordQueue({
      ...unhashedPasswords(),
      verify: slow,
      maxConcurrent: 2,
    })
    await Promise.all(Array.from({ length: 8 }, () => bounded.verify('a', 'b')))
    expect(maxRunning).toBe(2)
  })
})
