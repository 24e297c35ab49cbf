import type { ActionName } from '../../../src/contract/index'

/** An answer as the API document prints it, put into valid JSON, and what it lacks of its own table. */
export interface Sample {
  action: ActionName
  body: Record<string, unknown>
  /** Fields of the table that the sample leaves out. */
  lacks?: readonly string[]
}

/** How every successful answer begins. */
export const ok = { code: 0, message: '', codeDesc: 'Success' }
