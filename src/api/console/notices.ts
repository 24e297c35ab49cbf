import { useSyncExternalStore } from 'react'

export interface Notice {
  id: number
  kind: 'success' | 'failure' | 'info'
  text: string
  /** What can be done about it, e.g. undo it; then it stays longer. */
  action?: NoticeAction
}

export interface NoticeAction {
  label: string
  run: () => void
}

let notices: readonly Notice[] = []
let last = 0
const watchers = new Set<() => void>()

function set(next: readonly Notice[]) {
  notices = next
  for (const watcher of watchers) watcher()
}

/** Says something in a corner of the page, and to screen readers, that goes away by itself. */
export function notify(kind: Notice['kind'], text: string, action?: NoticeAction): void {
  last += 1
  set([...notices.slice(-3), { id: last, kind, text, ...(action && { action }) }])
}

export function dismiss(id: number): void {
  set(notices.filter((notice) => notice.id !== id))
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const useNotices = (): readonly Notice[] => useSyncExternalStore(watch, () => notices)
