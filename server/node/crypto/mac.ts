import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { Mac } from '../../wire/sign'

const keyObjects = new Map<string, KeyObject>()
/** More than the number of accounts; clearing a full cache also drops rotated keys. */
const maxKeys = 100

function keyOf(secret: string): KeyObject {
  const existing = keyObjects.get(secret)
  if (existing) return existing
  if (keyObjects.size >= maxKeys) keyObjects.clear()
  const key = createSecretKey(secret, 'utf8')
  keyObjects.set(secret, key)
  return key
}

/** HMAC by Node's crypto library, which is synchronous, unlike Web Crypto. */
export const mac: Mac = (hash, secret, text) =>
  createHmac(hash, keyOf(secret)).update(text).digest('base64')
