/**
 * Drops fields with '', the value of an empty input; the contract then reports the required ones.
 */
export function filled<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], ''> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')) as {
    [K in keyof T]: Exclude<T[K], ''>
  }
}
