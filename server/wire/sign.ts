/** Where every action of every host is answered (签名方法). */
export const apiPath = '/v2/index.php'

export interface Signable {
  method: 'GET' | 'POST'
  /** Host without scheme, as in the URL, e.g. `ccs.api.qcloud.com`. */
  host: string
  /** Default: `apiPath`. */
  path?: string
  /** All parameters as sent, before URL encoding; `Signature` is passed over. */
  params: Readonly<Record<string, string>>
}

/** How a client writes the string to sign; SDKs differ (api-facts.md 2). */
interface Dialect {
  rename(name: string): string
  /** Sorts by names as sent; otherwise by names as signed. */
  sortsFirst: boolean
  /** Leaves values that begin with `@` out of a POST: SDKs took them for files. */
  skipsFiles: boolean
}

const dotted = (name: string) => name.replaceAll('_', '.')
const renamings = [
  dotted,
  (name: string) => (name.startsWith('_') ? name : dotted(name)),
  (name: string) => name,
]
const documented: Dialect = { rename: dotted, sortsFirst: false, skipsFiles: false }
const dialects: readonly Dialect[] = renamings.flatMap((rename) =>
  [false, true].flatMap((sortsFirst) =>
    [false, true].map((skipsFiles) => ({ rename, sortsFirst, skipsFiles })),
  ),
)

const encoder = new TextEncoder()

/** One character for each UTF-8 byte, so that `<` compares bytes; UTF-16 would order astral names wrongly. */
const bytes = (text: string) =>
  Array.from(encoder.encode(text), (byte) => String.fromCharCode(byte)).join('')

function write({ method, host, path = apiPath, params }: Signable, dialect: Dialect): string {
  const pairs = Object.entries(params)
    .filter(([name]) => name !== 'Signature')
    .filter(([, value]) => !(method === 'POST' && dialect.skipsFiles && value.startsWith('@')))
    .map(([name, value]) => {
      const signed = dialect.rename(name)
      return { key: bytes(dialect.sortsFirst ? name : signed), pair: `${signed}=${value}` }
    })
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return `${method}${host}${path}?${pairs.map(({ pair }) => pair).join('&')}`
}

/**
 * The string that is signed, as the API document says (签名方法): method, host and path, `?`, then
 * `name=value` sorted by the bytes of the names, `_` in names as `.`, values raw.
 */
export const stringToSign = (request: Signable): string => write(request, documented)

function keyOf(secretKey: string, params: Readonly<Record<string, string>>, use: KeyUsage) {
  // Absent or anything else means SHA1 (api-facts.md 2, 6).
  const hash = params.SignatureMethod === 'HmacSHA256' ? 'SHA-256' : 'SHA-1'
  return crypto.subtle.importKey('raw', encoder.encode(secretKey), { name: 'HMAC', hash }, false, [
    use,
  ])
}

/**
 * The value of `Signature`, Base64, not yet URL encoded. HmacSHA256 where the parameter
 * `SignatureMethod` says so, HmacSHA1 otherwise.
 */
export async function sign(request: Signable & { secretKey: string }): Promise<string> {
  const key = await keyOf(request.secretKey, request.params, 'sign')
  const code = await crypto.subtle.sign('HMAC', key, encoder.encode(stringToSign(request)))
  return btoa(String.fromCharCode(...new Uint8Array(code)))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  } catch {
    return undefined
  }
}

/** The dialects that can differ over a request; for most requests that is the documented one alone. */
function possible({ method, params }: Signable): readonly Dialect[] {
  const renames = Object.keys(params).some((name) => name.includes('_'))
  const files = method === 'POST' && Object.values(params).some((value) => value.startsWith('@'))
  return dialects.filter(
    ({ rename, sortsFirst, skipsFiles }) =>
      (renames || (rename === dotted && !sortsFirst)) && (files || !skipsFiles),
  )
}

/**
 * Whether `params.Signature` fits the rest, in constant time for each way of writing the string that
 * the vendor's SDKs have: sorted before or after `_` becomes `.`; names that begin with `_` or all
 * names left alone; values that begin with `@` left out of a POST.
 */
export async function verify(request: Signable & { secretKey: string }): Promise<boolean> {
  const signature = fromBase64(request.params.Signature ?? '')
  if (!signature) return false
  const key = await keyOf(request.secretKey, request.params, 'verify')
  const candidates = new Set(possible(request).map((dialect) => write(request, dialect)))
  const results = await Promise.all(
    [...candidates].map((one) => crypto.subtle.verify('HMAC', key, signature, encoder.encode(one))),
  )
  return results.includes(true)
}
