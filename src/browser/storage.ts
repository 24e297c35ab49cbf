/** Texts stored by this page, for browsers whose storage is full or forbidden. */
const inMemory = new Map<string, string>()

/** The text stored in this browser; otherwise the one stored by this page. */
export function readStored(key: string): string | undefined {
  if (inMemory.has(key)) return inMemory.get(key)
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

/** Stores a text in this browser, or deletes it; without storage it is kept for this page. */
export function writeStored(key: string, text: string | undefined): void {
  inMemory.delete(key)
  try {
    if (text === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    if (text !== undefined) inMemory.set(key, text)
  }
}
