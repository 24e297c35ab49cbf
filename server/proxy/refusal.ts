import type { Action } from '../../src/contract/action'
import type { Envelope } from '../wire/envelope'
import { flatten } from '../wire/flatten'
import type { Account } from './ports'
import { fault, Problem } from './problem'

const statuses: Readonly<Record<number, number>> = {
  4000: 400,
  4101: 403,
  4102: 403,
  4103: 403,
  4110: 403,
  4300: 403,
  4400: 429,
  4420: 429,
  4480: 429,
  5000: 404,
  5100: 409,
  5200: 409,
  5300: 409,
  5400: 409,
  5500: 409,
  6100: 501,
  6200: 503,
}

/** Refusals that are about the console's credentials or clock, not about what the person asked for. */
function advice(code: number, account: Account): string {
  if (code === 4500) {
    return ` Account ${account.name}: the endpoint refuses the time stamp or the nonce. Check that the clock of the console is right.`
  }
  if ([4100, 4104, 4105, 4106].includes(code)) {
    return ` Account ${account.name}: the endpoint refuses the credentials of the console. Check SecretId and SecretKey of the account.`
  }
  return ''
}

/** Names of parameters that the cloud's message speaks of; the longest first, so that `a.b` wins over `a`. */
function fieldsOf(action: Action, params: object, { code, message }: Envelope) {
  if (code !== 4000) return []
  const known = [...Object.keys(flatten(params)), ...Object.keys(params)]
  const words = new Set(message.match(/[A-Za-z][\w.]*/g)?.map((word) => word.replace(/\.$/, '')))
  const named = known.filter((name) => words.has(name) && !action.secrets.includes(name))
  const path = named.toSorted((one, other) => other.length - one.length)[0]
  return path === undefined ? [] : [fault(path, 'refused', message)]
}

/** The cloud's refusal as the console answers it: the API's own code and words, and what to do. */
export function refusal(action: Action, account: Account, params: object, envelope: Envelope) {
  const { code, codeDesc, message } = envelope
  return new Problem(statuses[code] ?? 502, codeDesc, `${message}${advice(code, account)}`, {
    code,
    fields: fieldsOf(action, params, envelope),
  })
}
