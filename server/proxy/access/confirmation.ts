import { isFields } from '../../../src/contract/fields'
import { actions, isActionName } from '../../../src/contract/index'
import {
  type Confirmation,
  countResources,
  mustConfirm,
  singleResource,
} from '../../../src/contract/rules/confirmation'
import { invalid, Problem } from '../http/problem'
import type { EndpointResponse } from '../upstream/answer'
import type { OutgoingCall } from '../upstream/signedRequest'

type Send = (call: OutgoingCall) => Promise<Pick<EndpointResponse, 'data'>>

type Params = Readonly<Record<string, unknown>>

/**
 * Turns the refusal of an unsupported look-up of the name into an empty response, so that the user
 * confirms with the ID instead of the name.
 */
function emptyIfUnsupported(error: unknown): Pick<EndpointResponse, 'data'> {
  if (error instanceof Problem && error.status === 501) return { data: {} }
  throw error
}

/** Returns the display name for a resource ID, or the ID itself if the resource has no name. */
async function nameOf(
  { action, by, with: others = [], items, field }: NonNullable<Confirmation['name']>,
  id: string,
  { account, region, params: given }: Omit<OutgoingCall, 'params'> & { params: Params },
  send: Send,
): Promise<string> {
  if (!isActionName(action)) return id
  const params = { [by]: [id], ...Object.fromEntries(others.map((value) => [value, given[value]])) }
  const { data } = await send({ action: actions[action], account, region, params }).catch(
    emptyIfUnsupported,
  )
  const rows = isFields(data) ? data[items] : undefined
  const [row] = Array.isArray(rows) && rows.length === 1 ? rows : []
  const name = isFields(row) ? row[field] : undefined
  return typeof name === 'string' && name !== '' ? name : id
}

/**
 * Throws 400 if a call that needs a typed name lacks `confirm`, or `confirm` does not match the
 * target. Names missing from the parameters are read from the API, not taken from the caller.
 */
export async function requireConfirmed(
  call: OutgoingCall,
  params: Params,
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
  const id = singleResource(confirm, params)
  const only =
    id !== undefined && confirm.name
      ? await nameOf(confirm.name, id, { ...call, params }, send)
      : id
  const name = only ?? String(countResources(confirm, params))
  if (typed === name) return
  const expectedInput =
    only === undefined ? 'the number of objects that change' : 'the name of the object that changes'
  const message = `must be "${name}", ${expectedInput}`
  const rule = only === undefined ? 'confirmNumber' : 'confirmName'
  throw invalid([{ path: 'confirm', rule, values: { name }, message }], 'NotConfirmed')
}
