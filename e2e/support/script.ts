import * as z from 'zod/mini'
import { sessionHeaders } from '../../server/test/proxy/sessionHeaders'
import type { Action, ResponseOf } from '../../src/contract/action'
import { type ActionName, type Actions, actions } from '../../src/contract/index'
import { adminPassword } from './server'

const bodyOf = z.object({
  data: z.optional(z.unknown()),
  error: z.optional(z.object({ code: z.number(), codeDesc: z.string() })),
})

export interface Answer {
  status: number
  body: z.output<typeof bodyOf>
}

function parsed<A extends Action>({ response }: A, data: unknown): ResponseOf<A> {
  const schema: A['response'] = response
  return z.parse(schema, data)
}

/** The data of an action's answer, checked by the contract. */
export const dataOf = <N extends ActionName>(name: N, data: unknown): ResponseOf<Actions[N]> =>
  parsed<Actions[N]>(actions[name], data)

/** A signed-in client that sends the same requests as a user's script. */
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
  const authHeaders = await sessionHeaders(session)
  const send = async (path: string, body: unknown): Promise<Answer> => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { ...headers, ...authHeaders },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: z.parse(bodyOf, await answer.json()) }
  }
  const call = (action: string, params: Record<string, unknown>, region = 'gz') =>
    send(`/api/call/${action}`, { account, region, params })
  return {
    status: session.status,
    send,
    call,
    /** Returns the data of a call; throws if the call fails. */
    async data<N extends ActionName>(
      action: N,
      params: Record<string, unknown>,
      region = 'gz',
    ): Promise<ResponseOf<Actions[N]>> {
      const { status, body } = await call(action, params, region)
      if (status !== 200) throw new Error(`${action}: ${status} ${JSON.stringify(body)}`)
      return dataOf(action, body.data)
    },
  }
}
