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

  const updateResult = (key: string, change: Partial<Result>) =>
    setResults((all) =>
      all.map((result) => (result.key === key ? { ...result, ...change } : result)),
    )

  async function runItem({ key }: Item) {
    updateResult(key, { state: 'running', error: undefined })
    try {
      await work.current(key)
      updateResult(key, { state: 'done' })
    } catch (error) {
      updateResult(key, { state: 'failed', error })
    }
  }

  async function runAll(items: readonly Item[]) {
    setRunning(true)
    const queue = [...items]
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await runItem(next)
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
      return runAll(items)
    },
    retry: () => {
      const failed = results.filter((result) => result.state === 'failed')
      setResults((all) =>
        all.map((result) => (result.state === 'failed' ? { ...result, state: 'waiting' } : result)),
      )
      return runAll(failed)
    },
  }
}
