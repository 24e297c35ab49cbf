import { isSecretPair } from './names'

/** Recognises secret values by their content; doubtful values count as secret. */

/** Prefixes of tokens and keys that services issue, and other unambiguous forms of secrets. */
const issuedSecret = new RegExp(
  [
    // PEM, also in Base64, and PuTTY's and age's keys
    '-----BEGIN ',
    'LS0tLS1CRUdJTi',
    'PuTTY-User-Key-File',
    'AGE-SECRET-KEY-',
    // JWT and other JSON in Base64
    '\\beyJ[\\w-]{8,}',
    // clouds: Tencent, AWS, Alibaba, Google, Azure
    '\\bAKID[A-Za-z0-9]{10,}',
    '\\b(AKIA|ASIA)[A-Z0-9]{12,}',
    '\\bLTAI[A-Za-z0-9]{8,}',
    '\\bAIza[\\w-]{20,}',
    '\\bya29\\.',
    '\\bGOCSPX-',
    'AccountKey=',
    'SharedAccess(Key|Signature)',
    // code hosting, registries and CI
    '\\bgh[opusr]_\\w{8,}',
    '\\bgithub_pat_',
    '\\bgl(pat|ptt|dt|rt|cbt|ft|soat|agent)-[\\w-]{8,}',
    '\\bnpm_\\w{10,}',
    '\\bpypi-\\w{10,}',
    '\\bdckr_pat_',
    '\\bATATT\\w+',
    '\\bdop_v1_',
    // payments, messages and others
    '\\b[srp]k_(live|test)_',
    '\\bwhsec_',
    '\\bxox[a-z]-',
    '\\bxapp-',
    '\\bsk-[\\w-]{8,}',
    '\\bSG\\.[\\w-]{8,}',
    '\\bhf_\\w{8,}',
    '\\bhv[sbr]\\.',
    '\\bsh(pat|pss|pca|ppa)_',
    '\\bgls?a_\\w{8,}',
    '\\bsntrys_',
    '\\bgantry_pat_',
    'hooks\\.slack\\.com/',
    'discord(app)?\\.com/api/webhooks/',
    '\\bkey=[0-9a-f-]{16,}',
    '\\b\\d{6,}:[\\w-]{30,}',
    // credentials of HTTP, and hashes of passwords
    '\\b([Bb]earer|[Bb]asic) +[\\w.~+/=-]{6,}',
    '\\$(2[abxy]|argon2\\w*|[156]|scrypt|apr1)\\$',
  ].join('|'),
)

/**
 * Matches `scheme://user:password@host` and `scheme://token@host`; lengths are bounded for linear
 * time.
 */
const urlWithUser =
  /[a-z][\w+.-]{0,30}:\/\/([^\s/?#]{0,1000}@|[^\s:/?#]{0,200}:[^\s@]{0,1000}[^\d\s@/][^\s@]{0,9}@)/i

/** Matches `user:password@host` without a scheme, as in the DSNs of Go's drivers. */
const userBeforeHost = /(^|[\s"'=])[^\s:@/"'=]{1,200}:[^\s@]{1,1000}@[^\s@]/

/** Matches pairs inside a text: `password=x`, `"token": "x"`, `?sig=x`. */
const secretPairs =
  /([\p{L}_][\p{L}\p{N}_.-]{0,80})["']?\s{0,9}[=:]\s{0,9}["']?([^\s"'&;,}\])]{1,200})/gu

const hasSecretPair = (text: string): boolean => {
  for (const [, name = '', value = ''] of text.matchAll(secretPairs)) {
    if (isSecretPair(name, value)) return true
  }
  return false
}

function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

/**
 * Whether a part looks like a word that a person chose: letters, at most a few of them uppercase,
 * optionally followed by a number.
 */
const isWord = (part: string) =>
  /^([A-Za-z]*\d{0,4}|\d{1,8})$/.test(part) &&
  (part.length < 16 || (part.match(/[A-Z]/g)?.length ?? 0) <= part.length * 0.4)

/** Whether a run of letters and digits looks generated rather than chosen by a person. */
function isRandom(run: string): boolean {
  if (run.length < 16) return false
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(run)) return true
  if (/^[0-9a-f-]+$/i.test(run) && run.length >= 24) return entropy(run) > 2.6 && !/^\d+$/.test(run)
  const parts = run.split(/[-_+/=]+/).filter((part) => part !== '')
  if (parts.every(isWord)) return false
  const odd = parts.filter((part) => !isWord(part)).join('')
  return odd.length >= 10 && entropy(run) >= 3.2
}

/** Whether a value looks like a secret, whatever its name. */
export function looksSecret(value: string): boolean {
  if (issuedSecret.test(value) || urlWithUser.test(value) || userBeforeHost.test(value)) return true
  if (hasSecretPair(value)) return true
  return value.split(/[^A-Za-z0-9+/=_-]+/).some((run) => {
    // A path consists of short names, whereas Base64 has long runs between its slashes.
    const runs = run.startsWith('/') || run.split('/').length > 3 ? run.split('/') : [run]
    return runs.some(isRandom)
  })
}
