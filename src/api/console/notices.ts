import { useSyncExternalStore } from 'react'

export interface Notice {
  id: number
  kind: 'success' | 'failure' | 'info'
  text: string
  /** An action such as undo; the notification then stays longer. */
  action?: NoticeAction
}

export interface NoticeAction {
  label: string
  run: () => void
}

let notices: readonly Notice[] = []
let lastNoticeId = 0
const watchers = new Set<() => void>()

function setNotices(next: readonly Notice[]) {
  notices = next
  for (const watcher of watchers) watcher()
}

/** Shows a notification that closes by itself, and announces it to screen readers. */
export function notify(kind: Notice['kind'], text: string, action?: NoticeAction): void {
  lastNoticeId += 1
  setNotices([...notices.slice(-3), { id: lastNoticeId, kind, text, ...(action && { action }) }])
}

export function dismiss(id: number): void {
  setNotices(notices.filter((notice) => notice.id !== id))
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const useNotices = (): readonly Notice[] => useSyncExternalStore(watch, () => notices)
