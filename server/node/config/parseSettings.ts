import * as z from 'zod/mini'
import { ConfigError } from './configError'
import type { Environment } from './variable'

/** Formats an issue as a sentence about the faulty variable, if there is one. */
const sentenceOf = ({ path: [name], message }: z.core.$ZodIssue): string =>
  name === undefined ? message : `${String(name)} ${message}.`

/** Parses environment variables by a schema; throws ConfigError with all faults. */
export function parseSettings<S extends z.core.$ZodType>(schema: S, env: Environment): z.output<S> {
  const parsed = z.safeParse(schema, env)
  if (parsed.success) return parsed.data
  throw new ConfigError(parsed.error.issues.map(sentenceOf).join('\n'))
}
