/**
 * A record without its fields that hold '', as an input does while it is empty; the contract then says
 * which of them are needed.
 */
export function filled<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], ''> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')) as {
    [K in keyof T]: Exclude<T[K], ''>
  }
}
