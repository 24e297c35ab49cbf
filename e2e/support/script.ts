import { adminPassword } from './server'

export interface Answer {
  status: number
  body: { data?: Record<string, unknown>; error?: { code: number; codeDesc: string } }
}

/** A signed-in client that sends what a user's script would. */
export async function signIn(
  url: string,
  user = 'admin',
  password = adminPassword,
  account = 'embedded',
) {
  const headers = { 'Content-Type': 'application/json', 'X-Gantry': '1', Origin: url }
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ user, password }),
  })
  const cookie = session.headers.getSetCookie().map((one) => one.split(';')[0])
  const send = async (path: string, body: unknown): Promise<Answer> => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { ...headers, Cookie: cookie.join('; ') },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: await answer.json() }
  }
  const call = (action: string, params: Record<string, unknown>, region = 'gz') =>
    send(`/api/call/${action}`, { account, region, params })
  return {
    status: session.status,
    send,
    call,
    /** Returns the data of a call; throws if the call fails. */
    async data<T>(action: string, params: Record<string, unknown>, region = 'gz'): Promise<T> {
      const { status, body } = await call(action, params, region)
      if (status !== 200) throw new Error(`${action}: ${status} ${JSON.stringify(body)}`)
      return body.data as T
    },
  }
}
