import type { Action } from '../../src/contract/action'
import type { Pair } from '../wire/flatten'
import type { Account } from './ports'

const mask = '••••••••'

function maskedAt(value: unknown, path: readonly string[]): unknown {
  if (value === undefined || path.length === 0) return value === undefined ? undefined : mask
  if (Array.isArray(value)) return value.map((one) => maskedAt(one, path))
  if (typeof value !== 'object' || value === null) return mask
  const [first = '', ...rest] = path
  if (!Object.hasOwn(value, first)) return value
  const inner = Object.entries(value).find(([name]) => name === first)?.[1]
  return { ...value, [first]: maskedAt(inner, rest) }
}

/** Parameters as they may be shown and kept: what the contract calls secret is masked. */
export const masked = (action: Action, params: object): unknown =>
  action.secrets.reduce<unknown>((value, path) => maskedAt(value, path.split('.')), params)

/** Whether a wire name, such as `users.0.password`, is or lies in one of the action's secrets. */
export function isSecret(action: Action, name: string): boolean {
  const path = `${name.replace(/\.\d+(?=\.|$)/g, '')}.`
  return action.secrets.some((secret) => path.startsWith(`${secret}.`))
}

const without = (text: string, secrets: readonly string[]) =>
  secrets.reduce((rest, secret) => rest.replaceAll(secret, mask), text)

/** Of each account, whose credentials never change: one with others is another. */
const credentials = new WeakMap<Account, readonly string[]>()

/** What must not be told of an account, also as JSON writers with `\/` spell it. */
function credentialsOf(account: Account): readonly string[] {
  const known = credentials.get(account)
  if (known) return known
  const { secretKey, secretId, token = '' } = account
  const some = [secretKey, secretId, token].filter((secret) => secret !== '')
  const all = new Set(some.flatMap((secret) => [secret, secret.replaceAll('/', '\\/')]))
  credentials.set(account, [...all])
  return [...all]
}

/** The text without the account's credentials. */
export const withoutCredentials = (text: string, account: Account): string =>
  without(text, credentialsOf(account))

/** Words of an endpoint without secret parameters: a refused signature may quote what was signed. */
export const withoutSecrets = (text: string, action: Action, flat: readonly Pair[]) =>
  without(
    text,
    flat
      .filter(([name, value]) => isSecret(action, name) && value.length > 2)
      .map(([, value]) => value),
  )
