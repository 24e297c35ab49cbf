import type { Action } from '../../../src/contract/action'
import type { Pair } from '../../wire/flatten'
import type { Account } from '../ports'
import { disguises, spellings } from './encodings'

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

/** Something about the credentials of each account, worked out once; an account with other keys is another. */
function ofCredentials(tell: (secret: string) => readonly string[]) {
  const known = new WeakMap<Account, readonly string[]>()
  return (account: Account): readonly string[] => {
    const { secretKey, secretId, token = '' } = account
    const found = known.get(account) ?? [secretKey, secretId, token].flatMap(tell)
    known.set(account, found)
    return found
  }
}

const credentialsOf = ofCredentials(spellings)
const disguisedOf = ofCredentials(disguises)

/** JSON may write any sign as `\\u0041`; here printable ones are written in the shortest way. */
const unescaped = (json: string) =>
  /\\u00[2-7]/i.test(json)
    ? json.replace(/\\(?:u00([2-7][\da-f])|[\s\S])/gi, (whole, digits?: string) => {
        const sign = digits ? String.fromCharCode(Number.parseInt(digits, 16)) : ''
        return sign === '' ? whole : JSON.stringify(sign).slice(1, -1)
      })
    : json

/** Letters and digits are alike in every spelling, so that most texts need no closer look. */
function mayHold(text: string, secret: string): boolean {
  const runs = secret.split(/\W+/)
  return secret !== '' && runs.every((run) => text.includes(run))
}

/** JSON, or any text, without the account's credentials and the signature that was made by them. */
export function withoutCredentials(text: string, account: Account, signature = ''): string {
  const rest = without(unescaped(text), credentialsOf(account))
  return mayHold(rest, signature) ? without(rest, spellings(signature)) : rest
}

/** Words of an endpoint without the account's credentials in base64, hexadecimal digits or character references. */
export const withoutDisguised = (text: string, account: Account): string =>
  without(text, disguisedOf(account))

/** Words of an endpoint without secret parameters: a refused signature may quote what was signed. */
export const withoutSecrets = (text: string, action: Action, flat: readonly Pair[]) =>
  without(
    text,
    flat
      .filter(([name, value]) => isSecret(action, name) && value.length > 2)
      .flatMap(([, value]) => [...spellings(value), ...disguises(value)]),
  )

/** Words of an endpoint as far as they do not quote what was signed, which holds all that was sent. */
export function withoutSigned(text: string, { host, pathname }: URL): string {
  const at = text.indexOf(`${host}${pathname}?`)
  return at < 0 ? text : `${text.slice(0, at).replace(/(GET|POST)$/, '')}${mask}`
}
