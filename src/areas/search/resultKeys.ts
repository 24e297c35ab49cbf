import type { KeyboardEvent } from 'react'

const resultsIn = (page: HTMLElement) => [
  ...page.querySelectorAll<HTMLAnchorElement>('a[data-result]'),
]

/** Focuses the previous or next result with the arrow keys; before the first one is the field. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>, field: HTMLElement | null): void {
  const { key, currentTarget, target } = event
  if ((key !== 'ArrowDown' && key !== 'ArrowUp') || event.nativeEvent.isComposing) return
  const results = resultsIn(currentTarget)
  // biome-ignore lint/complexity/useIndexOf: the target of an event is not typed as a link
  const index = results.findIndex((result) => result === target)
  if (index < 0 && target !== field) return
  const next = index + (key === 'ArrowDown' ? 1 : -1)
  if (next < -1 || next >= results.length) return
  event.preventDefault()
  const focused = next < 0 ? field : results[next]
  focused?.focus()
}

/** Opens the first result. */
export const openFirst = (page: HTMLElement): void => resultsIn(page)[0]?.click()
