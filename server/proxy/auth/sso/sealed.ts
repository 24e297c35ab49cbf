const algorithm = 'AES-GCM'
const ivLength = 12

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (one) => one.charCodeAt(0))

/** The secret has 256 random bits, so the key needs no stretching and no salt. */
async function keyOf(secret: string): Promise<CryptoKey> {
  const encoder = new TextEncoder()
  const raw = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, [
    'deriveKey',
  ])
  const info = encoder.encode('gantry refresh token')
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    raw,
    { name: algorithm, length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

/**
 * Encrypts a refresh token with a secret of which only the hash is stored, such as a session's ID:
 * a copy of the database contains no usable token.
 */
export async function seal(text: string, secret: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivLength))
  const data = new TextEncoder().encode(text)
  const sealed = await crypto.subtle.encrypt({ name: algorithm, iv }, await keyOf(secret), data)
  return base64(new Uint8Array([...iv, ...new Uint8Array(sealed)]))
}

/** Undefined if the text was encrypted with another secret, or changed. */
export async function unseal(sealed: string, secret: string): Promise<string | undefined> {
  try {
    const bytes = bytesOf(sealed)
    const iv = bytes.slice(0, ivLength)
    const data = bytes.slice(ivLength)
    const key = await keyOf(secret)
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: algorithm, iv }, key, data))
  } catch {
    return undefined
  }
}
