import { isFields } from '../../../src/contract/fields'
import { actions, isActionName } from '../../../src/contract/index'
import {
  type Confirmation,
  mustConfirm,
  numberOf,
  onlyOne,
} from '../../../src/contract/rules/confirmation'
import { invalid } from '../http/problem'
import type { EndpointResponse } from '../upstream/answer'
import type { OutgoingCall } from '../upstream/signedRequest'

type Send = (call: OutgoingCall) => Promise<Pick<EndpointResponse, 'data'>>

/** The display name of a resource ID; the ID itself if it has none. */
async function nameOf(
  { action, by, items, field }: NonNullable<Confirmation['name']>,
  id: string,
  { account, region }: OutgoingCall,
  send: Send,
): Promise<string> {
  if (!isActionName(action)) return id
  const params = { [by]: [id] }
  const { data } = await send({ action: actions[action], account, region, params })
  const rows = isFields(data) ? data[items] : undefined
  const [row] = Array.isArray(rows) && rows.length === 1 ? rows : []
  const name = isFields(row) ? row[field] : undefined
  return typeof name === 'string' && name !== '' ? name : id
}

/**
 * Throws 400 where a call guarded by a typed name lacks `confirm`, or it does not match the target.
 * Names missing from the parameters are read from the API rather than taken from the caller.
 */
export async function requireConfirmed(
  call: OutgoingCall,
  params: Readonly<Record<string, unknown>>,
  typed: string | undefined,
  send: Send,
): Promise<void> {
  const { action, account } = call
  const { confirm } = action
  if (typed === undefined && !mustConfirm(action, params, account.production)) return
  if (!confirm) {
    throw invalid([
      { path: 'confirm', rule: 'unconfirmed', message: `is not supported by ${action.name}` },
    ])
  }
  const id = onlyOne(confirm, params)
  const only = id !== undefined && confirm.name ? await nameOf(confirm.name, id, call, send) : id
  const name = only ?? String(numberOf(confirm, params))
  if (typed === name) return
  const what =
    only === undefined ? 'the number of objects to delete' : 'the name of the object to delete'
  const message = `must be "${name}", ${what}`
  const rule = only === undefined ? 'confirmNumber' : 'confirmName'
  throw invalid([{ path: 'confirm', rule, values: { name }, message }], 'NotConfirmed')
}
