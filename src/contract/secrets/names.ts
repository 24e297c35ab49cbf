/** Recognises secret values by their name; doubtful names count as secret. */

/** Words that make a name secret, wherever they occur in it: `DB_PASS`, `authToken`, `api-key`. */
const secretWords = new Set([
  'auth',
  'authorization',
  'authentication',
  'bearer',
  'cookie',
  'cred',
  'creds',
  'dsn',
  'encryption',
  'jwt',
  'key',
  'keys',
  'keystore',
  'kubeconfig',
  'otp',
  'pass',
  'passcode',
  'passwords',
  'pem',
  'pepper',
  'pfx',
  'pin',
  'private',
  'psk',
  'pw',
  'pwd',
  'salt',
  'sas',
  'sig',
  'signature',
  'sk',
  'token',
  'tokens',
  'totp',
  'webhook',
])

/**
 * Matches parts of words that are written without a separator: `MYSQLPASSWORD`, `secretkeybase`.
 */
const secretParts =
  /passw(or)?d|passphrase|secret(?!ar)|credential|apikey|accesskey|privatekey|authkey|connstr|connectionstring|密码|口令|密钥|秘钥|令牌|凭证|凭据/

/** Matches the ends of such words: `apitoken`, `dbpass`, `mysqlpwd`. */
const secretEnds = /(token|tokens|pwd|auth|(?<!com|by|under|over|sur|tres)pass)$/

/** Matches public keys, and fields that only identify or sort rows of a table. */
const harmlessPhrases = /(^| )(public|primary|foreign|partition|sort|routing|shard|hot) keys?( |$)/

/** Splits `apiKey`, `API_KEY`, `api-key` and `api.key` into `api key`. */
const wordsOf = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Whether a variable, flag or field of this name is likely to hold a secret. */
export function isSecretName(name: string): boolean {
  const nameWords = wordsOf(name)
  if (secretParts.test(nameWords.replaceAll(' ', ''))) return true
  const suspectWords = nameWords.replace(harmlessPhrases, ' ')
  return suspectWords.split(' ').some((word) => {
    const bare = word.replace(/\d+$/, '')
    return secretWords.has(bare) || secretEnds.test(bare)
  })
}

/**
 * Whether a value reveals nothing even under a secret name: it is empty, a boolean, or a reference
 * to a variable.
 */
const isTrivial = (value: string) =>
  /^(|true|false|["']?\$(\w+|\{\w+\}|\(\w+\))["']?)$/i.test(value)

/** Whether the value is a file name: `PASSWORD_FILE=/run/secrets/password`. */
const isFileOf = (name: string, value: string) =>
  /(_|-|\.)(file|path|dir)$/i.test(name) && /^\/[\w./-]*$/.test(value)

/** Whether a value is secret because of its name. */
export const isSecretPair = (name: string, value: string): boolean =>
  isSecretName(name) && !isTrivial(value) && !isFileOf(name, value)
