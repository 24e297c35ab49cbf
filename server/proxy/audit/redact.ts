import type { Action } from '../../../src/contract/action'
import { flatPairs } from '../../wire/flatten'
import type { Account } from '../ports'
import { secretsIn } from '../secrets/masks'
import { encodingsOf, opaqueEncodingsOf } from './encodings'

export const mask = '••••••••'

function maskedAt(value: unknown, path: readonly string[]): unknown {
  if (value === undefined || path.length === 0) return value === undefined ? undefined : mask
  if (Array.isArray(value)) return value.map((item) => maskedAt(item, path))
  if (typeof value !== 'object' || value === null) return mask
  const [first = '', ...rest] = path
  if (!Object.hasOwn(value, first)) return value
  const inner = Object.entries(value).find(([name]) => name === first)?.[1]
  return { ...value, [first]: maskedAt(inner, rest) }
}

/** Parameters for display and storage: values of declared secrets are masked. */
export const maskParams = (action: Action, params: object): unknown =>
  action.secrets.reduce<unknown>((value, path) => maskedAt(value, path.split('.')), params)

/**
 * Whether a wire name such as `users.0.password` is one of the action's secrets or nested in one.
 */
export function isSecret(action: Action, name: string): boolean {
  const path = `${name.replace(/\.\d+(?=\.|$)/g, '')}.`
  return action.secrets.some((secret) => path.startsWith(`${secret}.`))
}

const removeAll = (text: string, secrets: readonly string[]) =>
  secrets.reduce((rest, secret) => rest.replaceAll(secret, mask), text)

/**
 * Caches a value derived from an account's credentials. Rotating the keys creates a new account
 * object.
 */
function ofCredentials(spellingsOf: (secret: string) => readonly string[]) {
  const cache = new WeakMap<Account, readonly string[]>()
  return (account: Account): readonly string[] => {
    const { secretKey, secretId, token = '' } = account
    const cached = cache.get(account) ?? [secretKey, secretId, token].flatMap(spellingsOf)
    cache.set(account, cached)
    return cached
  }
}

const credentialsOf = ofCredentials(encodingsOf)
const opaqueCredentialsOf = ofCredentials(opaqueEncodingsOf)

/** Normalises escapes such as `\\u0041`, which JSON allows for any character. */
const unescapeUnicode = (json: string) =>
  /\\u00[2-7]/i.test(json)
    ? json.replace(/\\(?:u00([2-7][\da-f])|[\s\S])/gi, (whole, digits?: string) => {
        const sign = digits ? String.fromCharCode(Number.parseInt(digits, 16)) : ''
        return sign === '' ? whole : JSON.stringify(sign).slice(1, -1)
      })
    : json

/** Letters and digits are the same in all encodings, so most texts can be skipped. */
function mayContain(text: string, secret: string): boolean {
  const runs = secret.split(/\W+/)
  return secret !== '' && runs.every((run) => text.includes(run))
}

/** Removes the account's credentials and the call's signature from JSON or any text. */
export function withoutCredentials(text: string, account: Account, signature = ''): string {
  const redacted = removeAll(unescapeUnicode(text), credentialsOf(account))
  return mayContain(redacted, signature) ? removeAll(redacted, encodingsOf(signature)) : redacted
}

/**
 * Removes credentials encoded as Base64, hexadecimal or character references from an endpoint's
 * message.
 */
export const withoutOpaqueCredentials = (text: string, account: Account): string =>
  removeAll(text, opaqueCredentialsOf(account))

/** Values of the parameters that are declared secret, and of secrets in a service's settings. */
export const secretValues = (action: Action, params: object): string[] => [
  ...flatPairs(params)
    .filter(([name]) => isSecret(action, name))
    .map(([, value]) => value),
  ...secretsIn(params).map(({ value }) => value),
]

/** Removes secret parameters from an endpoint's message, which may quote the signed string. */
export const withoutSecrets = (text: string, action: Action, params: object) =>
  removeAll(
    text,
    secretValues(action, params)
      .filter((value) => value.length > 2)
      .flatMap((value) => [...encodingsOf(value), ...opaqueEncodingsOf(value)]),
  )

/**
 * Cuts an endpoint's message off where it quotes the signed string, which contains all parameters.
 */
export function withoutSignedString(text: string, { host, pathname }: URL): string {
  const at = text.indexOf(`${host}${pathname}?`)
  return at < 0 ? text : `${text.slice(0, at).replace(/(GET|POST)$/, '')}${mask}`
}
