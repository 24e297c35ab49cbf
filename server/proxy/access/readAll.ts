import type { Action, Paging } from '../../../src/contract/action'
import { type Fields, isFields } from '../../../src/contract/fields'
import { Problem } from '../http/problem'
import type { EndpointResponse } from '../upstream/answer'
import type { OutgoingCall } from '../upstream/signedRequest'

export type Send = (call: OutgoingCall) => Promise<Pick<EndpointResponse, 'data'>>

/** Wraps `send`: a read of a missing resource returns an empty result instead of a refusal. */
export const withoutMissing =
  (send: Send): Send =>
  async (call) => {
    try {
      return await send(call)
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return { data: {} }
      throw error
    }
  }

/** The account and region that a call is sent to. */
export type CallLocation = Pick<OutgoingCall, 'account' | 'region'>

interface Pages {
  readonly action: Action & { paging?: Paging }
  readonly items: string
  readonly params: object
}

/** Reads all rows of a list, in pages of the largest size that every endpoint accepts. */
export async function readAll(
  send: Send,
  location: CallLocation,
  { action, items, params }: Pages,
) {
  const limit = 100
  const rows: Fields[] = []
  for (let offset = 0; ; offset += limit) {
    const page = action.paging ? { ...params, offset, limit } : params
    const { data } = await send({ ...location, action, params: page })
    const pageRows: readonly unknown[] =
      isFields(data) && Array.isArray(data[items]) ? data[items] : []
    rows.push(...pageRows.filter(isFields))
    if (!action.paging || pageRows.length < limit) return rows
  }
}
