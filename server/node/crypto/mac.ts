import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { Mac } from '../../wire/sign'

const known = new Map<string, KeyObject>()
/** Exceeds the number of accounts; clearing a full cache drops rotated keys. */
const most = 100

function keyOf(secret: string): KeyObject {
  const found = known.get(secret)
  if (found) return found
  if (known.size >= most) known.clear()
  const key = createSecretKey(secret, 'utf8')
  known.set(secret, key)
  return key
}

/** HMAC by Node's crypto library, which is synchronous, unlike Web Crypto. */
export const mac: Mac = (hash, secret, text) =>
  createHmac(hash, keyOf(secret)).update(text).digest('base64')
