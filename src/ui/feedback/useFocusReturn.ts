import { useEffect, useRef } from 'react'

/**
 * Returns focus to the element that had it when a dialog opened. A menu entry no longer exists by
 * then, so the menu's button gets it. Returns a function to call before the dialog opens.
 */
export function useFocusReturn(isOpened: boolean): () => void {
  const opener = useRef<HTMLElement>(undefined)
  useEffect(() => {
    const before = opener.current
    if (isOpened || !before) return
    opener.current = undefined
    const menus = [...document.querySelectorAll<HTMLElement>('main header [aria-haspopup="menu"]')]
    const target = before.isConnected ? before : menus.find((one) => one.offsetParent !== null)
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
 * For components rendered only while open, such as dialogs: on unmount, restores focus to the
 * element that had it before.
 */
export function useFocusRestore(): void {
  useEffect(() => {
    const before = document.activeElement
    return () =>
      queueMicrotask(() => {
        const isLost = document.activeElement === document.body
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus()
      })
  }, [])
}
