import { Problem } from '../../http/problem'
import type { Passwords } from '../../ports'

/** The lane in which a password check waits. */
export interface Lane {
  /** An address, a device or a user. Keys are served round-robin. */
  key: string
  /** Checks of signed-in users and known devices have priority. */
  isKnown: boolean
}

const defaultMaxConcurrent = 2
/** Maximum number of waiting checks per lane; a check takes about 0.2 s. */
const maxWaiting = 16
/** After this many checks of known lanes in a row, a check of an unknown lane runs. */
const maxKnownInRow = 3

interface Waiting {
  run: () => void
  refuse: () => void
}

const queueFull = () =>
  new Problem(
    429,
    'TooManySignIns',
    'The console is checking too many passwords. Try again in 2 s.',
    { headers: { 'Retry-After': '2' } },
  )

/** A queue that is first-in, first-out within a key and round-robin over keys. */
function createFairLane() {
  const byKey = new Map<string, Waiting[]>()
  let size = 0

  function longest(): [key: string, waiting: Waiting[]] {
    let result: [string, Waiting[]] = ['', []]
    for (const item of byKey) if (item[1].length > result[1].length) result = item
    return result
  }

  return {
    /**
     * A full lane refuses the newest check of the key with the most checks, possibly this check.
     */
    add(key: string, request: Waiting): void {
      const waitingOfKey = byKey.get(key) ?? []
      if (size >= maxWaiting) {
        const [, longestQueue] = longest()
        if (longestQueue.length <= waitingOfKey.length + 1) {
          request.refuse()
          return
        }
        longestQueue.pop()?.refuse()
        size -= 1
      }
      byKey.set(key, [...waitingOfKey, request])
      size += 1
    },
    next(): Waiting | undefined {
      const [first] = byKey
      if (!first) return undefined
      const [key, waiting] = first
      const request = waiting.shift()
      size -= 1
      // The key just served moves to the end of the queue.
      byKey.delete(key)
      if (waiting.length > 0) byKey.set(key, waiting)
      return request
    },
  }
}

/**
 * Limits how many passwords are hashed or verified at once, because each takes a processor for a
 * fraction of a second. Answers 429 at once if the queue is full.
 */
export function createPasswordQueue({
  maxConcurrent = defaultMaxConcurrent,
  ...passwords
}: Passwords) {
  const knownLane = createFairLane()
  const unknownLane = createFairLane()
  let running = 0
  let knownInRow = 0

  function takeNext(): Waiting | undefined {
    const isTurnOfUnknown = knownInRow >= maxKnownInRow
    const [first, second] = isTurnOfUnknown ? [unknownLane, knownLane] : [knownLane, unknownLane]
    const found = first.next()
    knownInRow = isTurnOfUnknown || !found ? 0 : knownInRow + 1
    return found ?? second.next()
  }

  function advance(): void {
    if (running >= maxConcurrent) return
    const request = takeNext()
    if (!request) return
    running += 1
    request.run()
  }

  /** Runs the work once a slot is free. */
  function run<T>({ key, isKnown }: Lane, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const start = () => {
        work()
          .then(resolve, reject)
          .finally(() => {
            running -= 1
            advance()
          })
      }
      const lane = isKnown ? knownLane : unknownLane
      lane.add(key, { run: start, refuse: () => reject(queueFull()) })
      advance()
    })
  }

  const ofSignedIn: Lane = { key: '', isKnown: true }
  return {
    run,
    /** Password functions without the limit, for work inside `run`. */
    unbounded: passwords,
    /** Password functions with the limit, for checks by signed-in users outside a sign-in. */
    bounded: {
      ...passwords,
      hash: (password) => run(ofSignedIn, () => passwords.hash(password)),
      verify: (password, hash) => run(ofSignedIn, () => passwords.verify(password, hash)),
    } satisfies Passwords,
  }
}

export type PasswordQueue = ReturnType<typeof createPasswordQueue>
