import * as z from 'zod/mini'
import { ConfigError } from './configError'
import type { Environment } from './variable'

/** An issue as a sentence; the variable at fault, where there is one, is its subject. */
const sentenceOf = ({ path: [name], message }: z.core.$ZodIssue): string =>
  name === undefined ? message : `${String(name)} ${message}.`

/** Settings out of environment variables by their schema; throws ConfigError with every fault. */
export function parseSettings<S extends z.core.$ZodType>(schema: S, env: Environment): z.output<S> {
  const parsed = z.safeParse(schema, env)
  if (parsed.success) return parsed.data
  throw new ConfigError(parsed.error.issues.map(sentenceOf).join('\n'))
}
