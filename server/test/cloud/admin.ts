import { testToken } from './cloud'

const origin = 'http://127.0.0.1:8082'

/** A request to the admin API with the documented headers; undefined headers are omitted. */
export function adminRequest(
  path: string,
  body?: unknown,
  headers: Record<string, string | undefined> = {},
): Request {
  const allHeaders: Record<string, string | undefined> = {
    Authorization: `Bearer ${testToken}`,
    ...(body !== undefined && { 'X-Gantry': '1', 'Content-Type': 'application/json' }),
    ...headers,
  }
  const sentHeaders = new Headers()
  for (const [name, value] of Object.entries(allHeaders))
    if (value !== undefined) sentHeaders.set(name, value)
  return new Request(`${origin}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: sentHeaders,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
}

/** Calls the admin API; returns the status and the JSON body. */
export async function administer(
  { admin }: { admin: (request: Request) => Promise<Response> },
  path: string,
  body?: unknown,
  headers: Record<string, string | undefined> = {},
): Promise<{ status: number; says: Record<string, unknown> }> {
  const answer = await admin(adminRequest(path, body, headers))
  const says: unknown = await answer.json()
  if (typeof says !== 'object' || says === null) throw new Error('the answer is no object')
  return { status: answer.status, says: { ...says } }
}
