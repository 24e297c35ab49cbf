import { startTransition, useState } from 'react'

/**
 * The value of an input whose parent is slow to render, and its change handler. The input shows a
 * change at once; the parent receives it at once too, but renders after the keystroke has been
 * drawn.
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
