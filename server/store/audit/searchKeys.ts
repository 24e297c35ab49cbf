/** Longer names are invalid, and databases limit the size of index keys. */
const maxKeyLength = 200
const maxKeys = 50

/** Returns all search keys of a target: each part and each prefix. */
export function searchKeysOf(target: string): string[] {
  const parts = target.split('/')
  const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join('/'))
  const keys = new Set([...parts, ...parts.flatMap((part) => part.split(',')), ...prefixes])
  return [...keys].filter((key) => key !== '' && key.length <= maxKeyLength).slice(0, maxKeys)
}
