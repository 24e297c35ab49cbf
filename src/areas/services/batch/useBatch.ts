import { useRef, useState } from 'react'

export interface Item {
  key: string
  /** Display name. */
  label: string
}

export interface Result extends Item {
  state: 'waiting' | 'running' | 'done' | 'failed'
  error?: unknown
}

type Work = (key: string) => Promise<unknown>

/** Maximum concurrent calls. */
const maxConcurrent = 4

export interface Batch {
  results: readonly Result[]
  isRunning: boolean
  /** Runs the work for each item; a rejection is shown beside the item. */
  start: (items: readonly Item[], work: Work) => Promise<void>
  /** Retries only the failed items. */
  retry: () => Promise<void>
}

/** Runs one action on many items and keeps a result for each. */
export function useBatch(): Batch {
  const [results, setResults] = useState<readonly Result[]>([])
  const [isRunning, setRunning] = useState(false)
  const work = useRef<Work>(async () => undefined)

  const tell = (key: string, change: Partial<Result>) =>
    setResults((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)))

  async function one({ key }: Item) {
    tell(key, { state: 'running', error: undefined })
    try {
      await work.current(key)
      tell(key, { state: 'done' })
    } catch (error) {
      tell(key, { state: 'failed', error })
    }
  }

  async function run(items: readonly Item[]) {
    setRunning(true)
    const left = [...items]
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift()) await one(next)
    }
    await Promise.all(Array.from({ length: Math.min(maxConcurrent, items.length) }, worker))
    setRunning(false)
  }

  return {
    results,
    isRunning,
    start: (items, action) => {
      work.current = action
      setResults(items.map((item) => ({ ...item, state: 'waiting' })))
      return run(items)
    },
    retry: () => {
      const failed = results.filter((result) => result.state === 'failed')
      setResults((all) =>
        all.map((result) => (result.state === 'failed' ? { ...result, state: 'waiting' } : result)),
      )
      return run(failed)
    },
  }
}
