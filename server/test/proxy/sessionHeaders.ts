import * as z from 'zod/mini'

const signedIn = z.object({ data: z.object({ sessionSecret: z.optional(z.string()) }) })

/** The headers that prove a session: its cookie and, on plain HTTP, its second secret. */
export async function sessionHeaders(answer: Response): Promise<Record<string, string>> {
  const Cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const { data } = z.parse(signedIn, await answer.json())
  const { sessionSecret } = data
  return { Cookie, ...(sessionSecret !== undefined && { 'X-Gantry-Session': sessionSecret }) }
}
