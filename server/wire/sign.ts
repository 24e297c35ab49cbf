import { type Fields, type Pair, toPairs } from './flatten'
import { plainText } from './plainText'

/** Path of every action on every host (签名方法). */
export const apiPath = '/v2/index.php'

export interface Signable {
  method: 'GET' | 'POST'
  /** Host without scheme, as in the URL, e.g. `ccs.api.qcloud.com`. */
  host: string
  /** Defaults to `apiPath`. */
  path?: string
  /** All parameters as sent, before URL encoding; `Signature` is ignored. */
  params: Readonly<Record<string, string>>
}

/** A variant of the string to sign; SDKs differ (api-facts.md 2). */
interface Dialect {
  rename(name: string): string
  /** Sorts by the names as sent instead of as signed. */
  sortsFirst: boolean
  /**
   * Omits values that begin with `@` from the string to sign of a POST, because SDKs treat them as
   * file names.
   */
  skipsFiles: boolean
}

const withDots = (name: string) => (name.includes('_') ? name.replaceAll('_', '.') : name)
const renamings = [
  withDots,
  (name: string) => (name.startsWith('_') ? name : withDots(name)),
  (name: string) => name,
]
const documentedDialect: Dialect = { rename: withDots, sortsFirst: false, skipsFiles: false }
const dialects: readonly Dialect[] = renamings.flatMap((rename) =>
  [false, true].flatMap((sortsFirst) =>
    [false, true].map((skipsFiles) => ({ rename, sortsFirst, skipsFiles })),
  ),
)

const encoder = new TextEncoder()

export type ByteArray = Uint8Array<ArrayBuffer>

// biome-ignore lint/suspicious/noControlCharactersInRegex: matches all of ASCII
const asciiOnly = /^[\x00-\x7f]*$/

/**
 * Converts each UTF-8 byte to a character, so that `<` compares bytes; UTF-16 would misorder
 * characters beyond the BMP.
 */
const toByteString = (text: string) =>
  asciiOnly.test(text)
    ? text
    : Array.from(encoder.encode(text), (byte) => String.fromCharCode(byte)).join('')

type RequestTarget = Pick<Signable, 'method' | 'host' | 'path'>

function writeStringToSign(
  { method, host, path = apiPath }: RequestTarget,
  params: readonly Pair[],
  dialect: Dialect,
): string {
  const omitsFiles = method === 'POST' && dialect.skipsFiles
  const pairs: { key: string; pair: string }[] = []
  for (const [name, value] of params) {
    if (name === 'Signature' || (omitsFiles && value.startsWith('@'))) continue
    const signed = dialect.rename(name)
    pairs.push({
      key: toByteString(dialect.sortsFirst ? name : signed),
      pair: `${signed}=${value}`,
    })
  }
  pairs.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return `${method}${host}${path}?${pairs.map(({ pair }) => pair).join('&')}`
}

/**
 * Returns the string to sign, as in the API document (签名方法): method, host and path, `?`, then
 * `name=value` sorted by the bytes of the names, with `_` in names replaced by `.` and raw values.
 */
export const stringToSign = (request: Signable): string =>
  writeStringToSign(request, Object.entries(request.params), documentedDialect)

/** Any value other than HmacSHA256, or none, means SHA1 (api-facts.md 2, 6). */
const hashNameOf = (method: string | undefined) => (method === 'HmacSHA256' ? 'sha256' : 'sha1')

function keyOf(secretKey: string, method: string | undefined, usage: KeyUsage) {
  const hash = hashNameOf(method) === 'sha256' ? 'SHA-256' : 'SHA-1'
  return crypto.subtle.importKey('raw', encoder.encode(secretKey), { name: 'HMAC', hash }, false, [
    usage,
  ])
}

/** Base64 HMAC of a text's bytes, for hosts with a faster implementation than Web Crypto. */
export type Mac = (hash: 'sha1' | 'sha256', key: string, text: ByteArray) => string

/** Inputs of a signature besides the text: the account's key and the parameter SignatureMethod. */
export interface Signer {
  secretKey: string
  /** HmacSHA256; any other value means HmacSHA1. */
  signatureMethod: string | undefined
  mac?: Mac | undefined
}

/** Returns the signature of a string to sign in Base64, without URL encoding. */
async function signBytes(
  text: ByteArray,
  { secretKey, signatureMethod, mac }: Signer,
): Promise<string> {
  if (mac) return mac(hashNameOf(signatureMethod), secretKey, text)
  const key = await keyOf(secretKey, signatureMethod, 'sign')
  const signatureBytes = await crypto.subtle.sign('HMAC', key, text)
  return btoa(String.fromCharCode(...new Uint8Array(signatureBytes)))
}

/**
 * Returns the value of `Signature` in Base64, without URL encoding: HmacSHA256 if `SignatureMethod`
 * says so, otherwise HmacSHA1.
 */
export const sign = (request: Signable & { secretKey: string }): Promise<string> =>
  signBytes(encoder.encode(stringToSign(request)), {
    secretKey: request.secretKey,
    signatureMethod: request.params.SignatureMethod,
  })

/** URL-encodes pairs by URLSearchParams. */
const urlEncoded = (pairs: readonly Pair[]) =>
  new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()

const signatureSuffix = (signature: string) => `&Signature=${encodeURIComponent(signature)}`
/** Upper bound: 32 bytes of SHA256 in Base64, each character encoded as at most three. */
const maxSuffixLength = 160

/**
 * Encodes a text that is signed as it is sent only once, for both the signature and the request.
 * The text is ASCII, including host and path, which URL encodes.
 */
async function signPlainText(head: string, text: string, signer: Signer) {
  const length = head.length + text.length
  const bytes = new Uint8Array(length + maxSuffixLength)
  encoder.encodeInto(head, bytes)
  encoder.encodeInto(text, bytes.subarray(head.length))
  const signature = await signBytes(bytes.subarray(0, length), signer)
  const { written } = encoder.encodeInto(signatureSuffix(signature), bytes.subarray(length))
  return { form: bytes.subarray(head.length, length + written), signature }
}

/**
 * Returns a query or form in ASCII with its signature. `skipsFiles`: values that begin with `@` are
 * sent unsigned, as the vendor's SDKs do on POST.
 */
export async function signedForm(
  target: RequestTarget & { fields: Fields; skipsFiles: boolean },
  signer: Signer,
): Promise<{ form: ByteArray; signature: string }> {
  const { method, host, path = apiPath, fields, skipsFiles } = target
  const plainFields = skipsFiles ? undefined : plainText(fields)
  if (plainFields !== undefined)
    return signPlainText(`${method}${host}${path}?`, plainFields, signer)
  const pairs = toPairs(fields)
  const signedText = writeStringToSign(target, pairs, { ...documentedDialect, skipsFiles })
  const signature = await signBytes(encoder.encode(signedText), signer)
  return { form: encoder.encode(`${urlEncoded(pairs)}${signatureSuffix(signature)}`), signature }
}

/** Decodes Base64; returns undefined if the text is invalid. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  } catch {
    return undefined
  }
}

/** Returns the dialects that differ for a request; for most requests only the documented one. */
function possibleDialects({ method, params }: Signable): readonly Dialect[] {
  const renames = Object.keys(params).some((name) => name.includes('_'))
  const files = method === 'POST' && Object.values(params).some((value) => value.startsWith('@'))
  return dialects.filter(
    ({ rename, sortsFirst, skipsFiles }) =>
      (renames || (rename === withDots && !sortsFirst)) && (files || !skipsFiles),
  )
}

/**
 * Whether `params.Signature` matches, in constant time, any variant of the string to sign that the
 * vendor's SDKs use: sorted before or after `_` becomes `.`; names that begin with `_`, or all
 * names, unchanged; values that begin with `@` omitted from a POST.
 */
export async function verify(request: Signable & { secretKey: string }): Promise<boolean> {
  const signature = fromBase64(request.params.Signature ?? '')
  if (!signature) return false
  const key = await keyOf(request.secretKey, request.params.SignatureMethod, 'verify')
  const params = Object.entries(request.params)
  const candidates = new Set(
    possibleDialects(request).map((dialect) => writeStringToSign(request, params, dialect)),
  )
  const results = await Promise.all(
    [...candidates].map((candidate) =>
      crypto.subtle.verify('HMAC', key, signature, encoder.encode(candidate)),
    ),
  )
  return results.includes(true)
}
