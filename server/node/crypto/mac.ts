import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { Mac } from '../../wire/sign'

const known = new Map<string, KeyObject>()
/** More than there are accounts; keys that were rotated away need not stay. */
const most = 100

function keyOf(secret: string): KeyObject {
  const found = known.get(secret)
  if (found) return found
  if (known.size >= most) known.clear()
  const key = createSecretKey(secret, 'utf8')
  known.set(secret, key)
  return key
}

/** HMAC by the runtime's own library, which answers at once. */
export const mac: Mac = (hash, secret, text) =>
  createHmac(hash, keyOf(secret)).update(text).digest('base64')
