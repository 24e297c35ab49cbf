import { Problem } from './problem'

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  })

export const success = (data: unknown, headers: Record<string, string> = {}) =>
  json(200, { data }, headers)

/** A Problem in words; anything else is ours to look into and says nothing of itself. */
export function failure(error: unknown, requestId: string): Response {
  const problem =
    error instanceof Problem
      ? error
      : new Problem(500, 'InternalError', 'The console failed. Its log has the request id.')
  const { status, code, codeDesc, message, fields, headers } = problem
  return json(
    status,
    { error: { code, codeDesc, message, requestId, ...(fields.length > 0 && { fields }) } },
    { ...headers },
  )
}
