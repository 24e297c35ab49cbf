import { useEffect, useRef } from 'react'

/**
 * Gives the focus back to what had it when a dialog opened; an entry of a menu is gone by then, so the
 * menu's button gets it. Returns what to call before the dialog opens.
 */
export function useFocusBack(isOpened: boolean): () => void {
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
 * For what is rendered only while it is open, such as a dialog: when it goes, and the focus with it, what
 * had the focus before gets it back.
 */
export function useFocusAfter(): void {
  useEffect(() => {
    const before = document.activeElement
    return () =>
      queueMicrotask(() => {
        const isLost = document.activeElement === document.body
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus()
      })
  }, [])
}
