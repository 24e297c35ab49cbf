/** Copies by selecting a hidden text, which also works on plain HTTP. */
function copySelected(text: string): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.style.position = 'fixed'
  area.style.opacity = '0'
  // A dialog takes back the focus from elements outside it.
  const root = focused?.closest('[role=dialog]') ?? document.body
  root.append(area)
  try {
    area.focus()
    area.select()
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    area.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}

/** Copies a text to the clipboard; false if the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Undefined on plain HTTP, contrary to its type.
    const clipboard: Clipboard | undefined = navigator.clipboard
    if (clipboard) {
      await clipboard.writeText(text)
      return true
    }
  } catch {
    // Refused, e.g. by a permission; the older method may still work.
  }
  return copySelected(text)
}
