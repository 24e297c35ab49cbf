import type { ActionName } from '../../../src/contract/index'

/**
 * A response printed in the API document, as valid JSON, and the documented fields that it lacks.
 */
export interface Sample {
  action: ActionName
  body: Record<string, unknown>
  /** Fields of the table that the sample omits. */
  lacks?: readonly string[]
}

/** The first fields of every successful response. */
export const ok = { code: 0, message: '', codeDesc: 'Success' }
