/**
 * Drops fields with '', the value of an empty input, so that the contract reports missing required
 * fields.
 */
export function withoutEmptyFields<T extends object>(
  record: T,
): { [K in keyof T]: Exclude<T[K], ''> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')) as {
    [K in keyof T]: Exclude<T[K], ''>
  }
}
