/** An object of JSON. */
export type Fields = Readonly<Record<string, unknown>>

/** True for an object of JSON; false for a list, null and plain values. */
export const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
