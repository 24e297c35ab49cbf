/** A JSON object. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether a value is a JSON object: not an array, null or a primitive. */
export const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
