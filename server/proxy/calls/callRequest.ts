import type { Action } from '../../../src/contract/action'
import { callAction } from '../../../src/contract/console/calls'
import { actions, isActionName } from '../../../src/contract/index'
import { validate } from '../../../src/contract/rules/faults'
import { regionOf } from '../../../src/contract/rules/regions'
import { readBody } from '../http/body'
import { type Field, invalid, Problem } from '../http/problem'
import type { RouteContext } from '../http/routes'
import type { Account } from '../ports'

/** The action of a name, if it is one of the contract's: the list of what may be called. */
export function actionOf(name: string): Action {
  if (isActionName(name)) return actions[name]
  throw new Problem(404, 'UnknownAction', `${name} is not an action of the API.`)
}

/** What a caller asks for, well-formed but not yet held against anything. */
export interface Asked {
  account: string
  region: string
  params: Record<string, unknown>
  /** What was typed to confirm it. */
  confirm?: string
}

/** The body `{"account", "region", "params", "confirm"?}` of a call. */
export async function readAsked(context: RouteContext): Promise<Asked> {
  const { confirm, ...asked } = await readBody(context, callAction)
  return confirm === undefined ? asked : { ...asked, confirm }
}

const notOneOf = (path: string, known: readonly string[]): Field => {
  const values = known.join(', ')
  return { path, rule: 'oneOf', values: { values }, message: `must be one of ${values}` }
}

/** Account and region as this console knows them; a region may be asked for in either spelling. */
export function placeOf(asked: Pick<Asked, 'account' | 'region'>, accounts: readonly Account[]) {
  const account = accounts.find(({ name }) => name === asked.account)
  if (!account) {
    const names = accounts.map(({ name }) => name)
    throw invalid([notOneOf('account', names)], 'UnknownAccount')
  }
  const wanted = regionOf(asked.region)
  const region = account.regions.find(
    (one) => one === asked.region || (wanted !== undefined && regionOf(one) === wanted),
  )
  if (region !== undefined) return { account, region }
  throw invalid([notOneOf('region', account.regions)], 'UnknownAccount')
}

/** 400 with every fault, where the parameters are not what the contract allows. */
export function requireValid(action: Action, params: unknown): void {
  const faults = validate(action, params)
  if (faults.length > 0) throw invalid(faults)
}

const asText = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.values(value).map(asText).join(',')
    : `${value}`

/** What a call acts on, outermost first, e.g. `cls-hd1jv48o/default/web`; what is absent is left out. */
export const targetOf = ({ target }: Action, params: Readonly<Record<string, unknown>>): string =>
  target
    .map((name) => params[name])
    .filter((value) => value !== undefined)
    .map(asText)
    .join('/')
