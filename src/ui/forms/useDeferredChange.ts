import { startTransition, useState } from 'react'

/**
 * The value of an input whose owner is slow to render, and its change handler. The input shows a
 * change at once; the owner gets it at once too, but renders after the key stroke has been drawn.
 */
export function useDeferredChange<Value>(
  value: Value,
  onChange: ((value: Value) => void) | undefined,
): [Value, (value: Value) => void] {
  const [pending, setPending] = useState<{ value: Value }>()
  const change = (next: Value) => {
    setPending({ value: next })
    startTransition(() => {
      onChange?.(next)
      setPending(undefined)
    })
  }
  return [pending ? pending.value : value, change]
}
