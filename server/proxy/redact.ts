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

const codeOf = (sign: string, digits: number) =>
  sign.charCodeAt(0).toString(16).padStart(digits, '0')

const asHtml = (text: string, quote: string, apostrophe: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', quote)
    .replaceAll("'", apostrophe)

/** The ways in which JSON writes a text, once and within a text of another JSON. */
function inJson(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1)
  const ascii = plain.replace(/[\u0080-\uffff]/g, (one) => `\\u${codeOf(one, 4)}`)
  const upper = ascii.replace(/\\u\w{4}/g, (one) => `\\u${one.slice(2).toUpperCase()}`)
  return [JSON.stringify(plain).slice(1, -1), plain, plain.replaceAll('/', '\\/'), ascii, upper]
}

/** The ways in which addresses and forms write a text. */
function inAddress(text: string): string[] {
  const usual = encodeURIComponent(text)
  const strict = usual.replace(/[!'()*]/g, (one) => `%${codeOf(one, 2).toUpperCase()}`)
  const form = new URLSearchParams([['', text]]).toString().slice(1)
  const all = [encodeURI(text), usual, strict, form, encodeURIComponent(usual)]
  return [...all, ...all.map((one) => one.replace(/%../g, (sign) => sign.toLowerCase()))]
}

/** The ways in which pages write a text. */
const inPage = (text: string): string[] =>
  ['&#39;', '&#039;', '&#x27;', '&apos;', "'"].flatMap((apostrophe) =>
    ['&quot;', '&#34;', '&#x22;', '"'].map((quote) => asHtml(text, quote, apostrophe)),
  )

/** The ways in which a text may stand in an answer, the longest first; of letters and digits there is one. */
function spellings(secret: string): string[] {
  if (secret === '') return []
  // Half a sign cannot be sent, and no address can hold it.
  const text = secret.replace(/\p{Surrogate}/gu, '\ufffd')
  const all = [text, ...inAddress(text), ...inPage(text)]
  const unique = new Set([...all, ...all.flatMap(inJson)])
  return [...unique].toSorted((one, other) => other.length - one.length)
}

/** Fewer signs of a disguise would stand in other words too. */
const shortest = 8

/** Base64 of a text wherever it stands in a longer one: what its bytes alone decide. */
const inBase64 = (bytes: readonly number[]): string[] =>
  [0, 1, 2].flatMap((before) => {
    const whole = btoa(String.fromCharCode(...Array<number>(before).fill(0), ...bytes))
    const from = Math.ceil((before * 8) / 6)
    const core = whole.slice(from, Math.floor(((before + bytes.length) * 8) / 6))
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')]
  })

/** The ways in which a text is written so that nobody knows it at sight: every sign of it as another. */
function disguises(text: string): string[] {
  const bytes = [...new TextEncoder().encode(text)]
  const hex = bytes.map((one) => one.toString(16).padStart(2, '0'))
  const signs = [...text].map((one) => one.codePointAt(0) ?? 0)
  const inLower = [
    hex.join(''),
    hex.map((one) => `%${one}`).join(''),
    signs.map((one) => `&#x${one.toString(16)};`).join(''),
  ]
  const decimal = signs.map((one) => `&#${one};`).join('')
  const upper = inLower.map((one) => one.replaceAll(/[a-f\d]/g, (sign) => sign.toUpperCase()))
  return [...new Set([...inLower, ...upper, decimal, ...inBase64(bytes)])].filter(
    ({ length }) => length >= shortest,
  )
}

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
