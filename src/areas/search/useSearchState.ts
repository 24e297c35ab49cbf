import { useEffect, useRef, useState } from 'react'
import { useNavigationType, useSearchParams } from 'react-router'
import { type InventoryKind, inventoryKinds } from '../../contract/console/inventory/objects'

/** Milliseconds between two requests while the user types. */
const minInterval = 30

/**
 * Returns the latest value at most every 30 ms; the first change after a pause takes effect at once.
 */
function useThrottled<T>(value: T): T {
  const [throttled, setThrottled] = useState(value)
  const changedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const apply = () => {
      changedAt.current = performance.now()
      setThrottled(value)
    }
    const wait = changedAt.current + minInterval - performance.now()
    if (wait <= 0) return apply()
    const timer = window.setTimeout(apply, wait)
    return () => window.clearTimeout(timer)
  }, [value])
  return throttled
}

/** The typed text and the chosen kind, which the URL contains too. */
export function useSearchState() {
  const [params, setParams] = useSearchParams()
  const navigationType = useNavigationType()
  const urlText = params.get('q') ?? ''
  const kind = inventoryKinds.find((candidate) => candidate === params.get('kind'))
  const [text, setText] = useState(urlText)
  // Typing replaces the URL, which may lag behind; only Back, Forward and links change the text.
  useEffect(() => {
    if (navigationType !== 'REPLACE') setText(urlText)
  }, [navigationType, urlText])

  const write = (q: string, chosen: InventoryKind | undefined) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now)
        if (q) next.set('q', q)
        else next.delete('q')
        if (chosen) next.set('kind', chosen)
        else next.delete('kind')
        return next
      },
      { replace: true, preventScrollReset: true },
    )

  return {
    text,
    kind,
    /** What to search for. */
    q: useThrottled(text.trim()),
    type: (next: string) => {
      setText(next)
      write(next, kind)
    },
    choose: (next: InventoryKind | undefined) => write(text, next),
  }
}
