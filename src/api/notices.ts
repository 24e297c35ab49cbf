import { useSyncExternalStore } from 'react'

export interface Notice {
  id: number
  kind: 'success' | 'failure' | 'info'
  text: string
}

let notices: readonly Notice[] = []
let last = 0
const watchers = new Set<() => void>()

function set(next: readonly Notice[]) {
  notices = next
  for (const watcher of watchers) watcher()
}

/** Says something in a corner of the page, and to screen readers, that goes away by itself. */
export function notify(kind: Notice['kind'], text: string): void {
  last += 1
  set([...notices.slice(-3), { id: last, kind, text }])
}

export function dismiss(id: number): void {
  set(notices.filter((notice) => notice.id !== id))
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const useNotices = (): readonly Notice[] => useSyncExternalStore(watch, () => notices)
