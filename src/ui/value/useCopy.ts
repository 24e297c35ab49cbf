import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '../../api/console/notices'
import { copyText } from '../../browser/clipboard'

let uncopied: string | undefined
const watchers = new Set<() => void>()

/** Sets the text to copy by hand; undefined for none. */
export function setUncopied(text: string | undefined): void {
  uncopied = text
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** The text that the browser refused to copy. */
export const useUncopied = (): string | undefined => useSyncExternalStore(watch, () => uncopied)

/**
 * Returns a function that copies a text and shows a notification. If the browser refuses, the text
 * is shown selected, to be copied by hand.
 */
export function useCopy(): (text: string, notice?: string) => Promise<boolean> {
  const { t } = useTranslation()
  return async (text, notice = t('copied')) => {
    const isCopied = await copyText(text)
    if (isCopied) notify('info', notice)
    else setUncopied(text)
    return isCopied
  }
}
