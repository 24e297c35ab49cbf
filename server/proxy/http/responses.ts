import type * as z from 'zod/mini'
import type { ConsoleRoute } from '../../../src/contract/console/declare/route'
import { withOldNames } from './deprecated'
import { ProxyResponse } from './messages'
import { Problem } from './problem'
import type { RouteContext } from './routes'

const jsonHeaders = { 'Content-Type': 'application/json; charset=utf-8' }

const jsonResponse = (status: number, body: unknown, headers?: Readonly<Record<string, string>>) =>
  new ProxyResponse(
    status,
    JSON.stringify(body),
    headers ? { ...jsonHeaders, ...headers } : jsonHeaders,
  )

/** `more` adds fields beside the data. */
export const successResponse = (
  data: unknown,
  headers?: Readonly<Record<string, string>>,
  more?: Readonly<Record<string, unknown>>,
) => jsonResponse(200, { data, ...more }, headers)

/** A 200 response whose data matches the route's response schema. */
export const respond = <S extends z.core.$ZodType>(
  { route }: RouteContext,
  _declared: ConsoleRoute & { response: S },
  data: z.output<S>,
  headers?: Readonly<Record<string, string>>,
) => successResponse(withOldNames(route, data), headers)

export const textResponse = (body: string, status = 200, type = 'text/plain; charset=utf-8') =>
  new ProxyResponse(status, body.endsWith('\n') ? body : `${body}\n`, { 'Content-Type': type })

/**
 * Returns the status and the body of an error; for an unexpected error the body has only the request
 * ID, to look up in the log.
 */
export function errorBodyOf(thrown: unknown, requestId: string) {
  const problem =
    thrown instanceof Problem
      ? thrown
      : new Problem(
          500,
          'InternalError',
          'The console failed. Its log has the reason under this request ID.',
        )
  const { status, code, codeDesc, message, fields, isOutcomeUnknown, reason } = problem
  const outcome = isOutcomeUnknown ? { outcome: 'unknown' } : {}
  return { status, error: { code, codeDesc, message, requestId, fields, reason, ...outcome } }
}

export function errorResponse(thrown: unknown, requestId: string): ProxyResponse {
  const { status, ...body } = errorBodyOf(thrown, requestId)
  return jsonResponse(status, body, thrown instanceof Problem ? thrown.headers : {})
}
