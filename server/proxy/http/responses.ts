import type * as z from 'zod/mini'
import type { ConsoleRoute } from '../../../src/contract/console/declare/route'
import { withOldNames } from './deprecated'
import { ProxyResponse } from './messages'
import { Problem } from './problem'
import type { RouteContext } from './routes'

const ofJson = { 'Content-Type': 'application/json; charset=utf-8' }

const json = (status: number, body: unknown, headers?: Readonly<Record<string, string>>) =>
  new ProxyResponse(status, JSON.stringify(body), headers ? { ...ofJson, ...headers } : ofJson)

/** `more`: facts about the data, beside it. */
export const success = (
  data: unknown,
  headers?: Readonly<Record<string, string>>,
  more?: Readonly<Record<string, unknown>>,
) => json(200, { data, ...more }, headers)

/** 200 with the data of the route's response schema. */
export const answer = <S extends z.core.$ZodType>(
  { route }: RouteContext,
  _declared: ConsoleRoute & { response: S },
  data: z.output<S>,
  headers?: Readonly<Record<string, string>>,
) => success(withOldNames(route, data), headers)

export const text = (body: string, status = 200, type = 'text/plain; charset=utf-8') =>
  new ProxyResponse(status, body.endsWith('\n') ? body : `${body}\n`, { 'Content-Type': type })

/**
 * The error body of a response; an unexpected error reveals only the request ID to look up in the
 * log.
 */
export function failure(error: unknown, requestId: string): ProxyResponse {
  const problem =
    error instanceof Problem
      ? error
      : new Problem(
          500,
          'InternalError',
          'The console failed. Its log has the reason under this request ID.',
        )
  const { status, code, codeDesc, message, fields, headers, isOutcomeUnknown, reason } = problem
  const outcome = isOutcomeUnknown ? { outcome: 'unknown' } : {}
  return json(
    status,
    { error: { code, codeDesc, message, requestId, fields, reason, ...outcome } },
    headers,
  )
}
