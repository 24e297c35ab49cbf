import type * as z from 'zod/mini'
import { check } from '../../../../src/contract/rules/faults'
import type { Context } from '../handler'

/** What a deed may use. Unlike an action of the API it is bound to no region. */
export type AdminContext = Omit<Context, 'region'>

/** Why the administration does not do what it was asked for. */
export class AdminRefusal extends Error {
  constructor(
    readonly status: 400 | 404 | 409,
    says: string,
    readonly fields: readonly { path: string; message: string }[] = [],
  ) {
    super(says)
  }
}

/** Something that can be done to the world from outside. */
export interface Deed {
  path: string
  says: string
  /** A body that fits; ids in it stand for those of the world at hand. */
  example: Readonly<Record<string, unknown>>
  run: (body: unknown, context: AdminContext) => Record<string, unknown>
}

/** A deed whose body is of a schema. */
export function deed<S extends z.core.$ZodType>(
  facts: Pick<Deed, 'path' | 'says' | 'example'>,
  body: S,
  run: (params: z.output<S>, context: AdminContext) => Record<string, unknown>,
): Deed {
  return {
    ...facts,
    run: (sent, context) => {
      const { value, faults } = check(body, sent)
      if (!faults) return run(value, context)
      const told = faults.map(({ path, message }) => `${path || 'the body'} ${message}`)
      throw new AdminRefusal(400, told.join('; '), faults)
    },
  }
}
