import type * as z from 'zod/mini'
import { check } from '../../../../src/contract/rules/faults'
import type { Context } from '../handler'

/** Context of an administrative action. Unlike an API request, it has no region. */
export type AdminContext = Omit<Context, 'region'>

/** The refusal of an administrative request, with the HTTP status of the response. */
export class AdminRefusal extends Error {
  constructor(
    readonly status: 400 | 404 | 409,
    message: string,
    readonly fields: readonly { path: string; message: string }[] = [],
  ) {
    super(message)
  }
}

/** An administrative action, which changes the simulated world. */
export interface AdminAction {
  path: string
  description: string
  /** Example of a valid request body; its IDs are placeholders. */
  example: Readonly<Record<string, unknown>>
  run: (body: unknown, context: AdminContext) => Record<string, unknown>
}

/** Defines an action whose request body is validated against the schema `body`. */
export function adminAction<S extends z.core.$ZodType>(
  facts: Pick<AdminAction, 'path' | 'description' | 'example'>,
  body: S,
  run: (params: z.output<S>, context: AdminContext) => Record<string, unknown>,
): AdminAction {
  return {
    ...facts,
    run: (input, context) => {
      const { value, faults } = check(body, input)
      if (!faults) return run(value, context)
      const messages = faults.map(({ path, message }) => `${path || 'the body'} ${message}`)
      throw new AdminRefusal(400, messages.join('; '), faults)
    },
  }
}
