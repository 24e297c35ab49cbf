import type { ActionName } from '../../../src/contract/index'

/** A response that the API document prints, as valid JSON, and the fields that it lacks of its own table. */
export interface Sample {
  action: ActionName
  body: Record<string, unknown>
  /** Fields of the table that the sample leaves out. */
  lacks?: readonly string[]
}

/** The first fields of every successful response. */
export const ok = { code: 0, message: '', codeDesc: 'Success' }
