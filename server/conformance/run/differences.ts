import * as z from 'zod/mini'
import { actions } from '../../../src/contract/index'

/**
 * Checks in which an endpoint deliberately differs, by action, with the reasons. The suite reports
 * these differences separately and does not fail because of them.
 */
export type Differences = Readonly<
  Record<string, readonly Readonly<{ check: string; reason: string }>[]>
>

const schema = z.record(
  z.string().check(z.refine((name) => name in actions, { error: 'is no action of the API' })),
  z.array(z.strictObject({ check: z.string(), reason: z.string().check(z.minLength(1)) })),
)

/** Reads declared differences from JSON; throws if they are malformed. */
export const parseDifferences = (json: string): Differences => z.parse(schema, JSON.parse(json))
