import { useEffect, useRef } from 'react'

/**
 * Returns focus to the element that had it when a dialog opened. If that was a menu entry, which no
 * longer exists, the menu's button gets focus. The returned function must be called before the
 * dialog opens.
 */
export function useFocusReturn(isOpened: boolean): () => void {
  const opener = useRef<HTMLElement>(undefined)
  useEffect(() => {
    const previousFocus = opener.current
    if (isOpened || !previousFocus) return
    opener.current = undefined
    const menus = [...document.querySelectorAll<HTMLElement>('main header [aria-haspopup="menu"]')]
    const target = previousFocus.isConnected
      ? previousFocus
      : menus.find((element) => element.offsetParent !== null)
    target?.focus()
  }, [isOpened])
  return () => {
    const active = document.activeElement
    const button = active?.closest('[data-menu-of]')?.querySelector('[aria-haspopup="menu"]')
    const target = button ?? active
    if (target instanceof HTMLElement) opener.current = target
  }
}

/**
 * On unmount, returns focus to the element that had it before. For components that are rendered
 * only while open, such as dialogs.
 */
export function useFocusRestore(): void {
  useEffect(() => {
    const previousFocus = document.activeElement
    return () =>
      queueMicrotask(() => {
        const isLost = document.activeElement === document.body
        if (isLost && previousFocus instanceof HTMLElement && previousFocus.isConnected)
          previousFocus.focus()
      })
  }, [])
}
