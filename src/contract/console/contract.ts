import * as z from 'zod/mini'
import { route } from './declare/route'

/** Version of the console and its own API; equal to the version in package.json. */
export const consoleVersion = '0.2.0'

const schema = z.record(z.string(), z.unknown())

const textList = z.readonly(z.array(z.string()))

const metric = z.object({
  name: z.string(),
  level: z.string(),
  namespace: z.string(),
  dimensions: textList,
  unit: z.string(),
  meaning: z.string(),
})

/** Facts from the API document about an action. Sections are given by their titles. */
const documented = {
  /** Whether the call must name its region. */
  needsRegion: z.boolean(),
  section: z.string(),
  /**
   * Resource of the call to the statuses in which the action is allowed; `machine`: values of
   * `cvmState`.
   */
  statuses: z.record(z.string(), z.readonly(z.array(z.union([z.string(), z.number()])))),
  quotas: z.readonly(
    z.array(
      z.object({
        name: z.string(),
        /** The default; the vendor may raise it for an account. */
        default: z.int(),
        per: z.enum(['account', 'cluster', 'repository']),
        codeDesc: z.string(),
        /**
         * Whether a call that exceeds the quota is refused. If false, its response lists the
         * refused resources.
         */
        refuses: z.boolean(),
        section: z.string(),
      }),
    ),
  ),
  errors: z.readonly(
    z.array(z.object({ code: z.int(), codeDesc: z.string(), meaning: z.string() })),
  ),
  /** Defaults that depend on other parameters: the first case whose condition holds applies. */
  dependentDefaults: z.readonly(
    z.array(
      z.object({
        param: z.string(),
        section: z.string(),
        cases: z.readonly(
          z.array(z.object({ when: z.string(), is: z.union([z.string(), z.number()]) })),
        ),
      }),
    ),
  ),
  semantics: z.readonly(z.array(z.object({ says: z.string(), section: z.string() }))),
  metrics: z.optional(z.readonly(z.array(metric))),
  /** Periods, and how long their points are kept, in seconds. */
  periods: z.optional(z.readonly(z.array(z.object({ period: z.int(), retention: z.int() })))),
  /** Maximum number of points in a response. */
  maxPoints: z.optional(z.int()),
  /** Passwords of Windows machines. */
  windowsPassword: z.optional(
    z.object({ minimum: z.int(), maximum: z.int(), mixes: z.int(), classes: textList }),
  ),
}

export const readContract = route('GET /api/contract', {
  summary: 'Every action of the API with its facts, request and response as JSON Schema.',
  access: 'public',
  response: z.readonly(
    z.array(
      z.looseObject({
        name: z.string(),
        area: z.string(),
        host: z.string(),
        mutates: z.boolean(),
        destructive: z.boolean(),
        ...documented,
        request: schema,
        response: schema,
      }),
    ),
  ),
})

export const readOpenApi = route('GET /api/openapi.json', {
  summary: 'This document.',
  access: 'viewer',
  media: 'application/json',
})
