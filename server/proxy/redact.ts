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

/** The text without the account's credentials, also as JSON writers with `\/` spell them. */
export const withoutCredentials = (text: string, account: Account): string =>
  without(
    text,
    [account.secretKey, account.secretId, account.token ?? ''].flatMap((secret) =>
      secret === '' ? [] : [secret, secret.replaceAll('/', '\\/')],
    ),
  )

/** Words of an endpoint without secret parameters: a refused signature may quote what was signed. */
export const withoutSecrets = (text: string, action: Action, flat: readonly Pair[]) =>
  without(
    text,
    flat
      .filter(([name, value]) => isSecret(action, name) && value.length > 2)
      .map(([, value]) => value),
  )
