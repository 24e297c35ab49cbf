const algorithm = 'AES-GCM'
const ivLength = 12

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0))

/** Purpose of the encryption; each purpose derives a different key from the same secret. */
type Purpose = 'refresh token' | 'masked value'

/** The secret is long and random, so the key needs no stretching and no salt. */
async function keyOf(secret: string, purpose: Purpose): Promise<CryptoKey> {
  const encoder = new TextEncoder()
  const raw = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, [
    'deriveKey',
  ])
  const info = encoder.encode(`gantry ${purpose}`)
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    raw,
    { name: algorithm, length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

/**
 * Encrypts a text with a secret that is not stored, such as a session's ID or the key of an
 * account, so that a copy of the database discloses nothing.
 */
export async function seal(
  text: string,
  secret: string,
  purpose: Purpose = 'refresh token',
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivLength))
  const data = new TextEncoder().encode(text)
  const key = await keyOf(secret, purpose)
  const sealed = await crypto.subtle.encrypt({ name: algorithm, iv }, key, data)
  return base64(new Uint8Array([...iv, ...new Uint8Array(sealed)]))
}

/** Decrypts a text; returns undefined if it was encrypted with another secret or modified. */
export async function unseal(
  sealed: string,
  secret: string,
  purpose: Purpose = 'refresh token',
): Promise<string | undefined> {
  try {
    const bytes = bytesOf(sealed)
    const iv = bytes.slice(0, ivLength)
    const data = bytes.slice(ivLength)
    const key = await keyOf(secret, purpose)
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: algorithm, iv }, key, data))
  } catch {
    return undefined
  }
}
