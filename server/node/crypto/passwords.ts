import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import os from 'node:os'
import type { Passwords } from '../../proxy/ports'
import { isWeak } from './passwordStrength'

/** The OWASP parameters for scrypt that use the least memory: 32 MiB per sign-in. */
const scryptCost = { ln: 15, r: 8, p: 3 }
const length = 32

function derive(password: string, salt: Buffer, { ln, r, p }: typeof scryptCost): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

const formatHash = (salt: Buffer, key: Buffer) =>
  `$scrypt$ln=${scryptCost.ln},r=${scryptCost.r},p=${scryptCost.p}$${salt.toString('base64')}$${key.toString('base64')}`

const pattern = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w+/=]+)\$([\w+/=]+)$/

/** Salted scrypt; the hash contains its parameters. */
export const passwords: Passwords = {
  isWeak,

  // Leaves a processor for the event loop, and most of libuv's four threads for files and lookups.
  maxConcurrent: Math.max(1, Math.min(2, os.availableParallelism() - 1)),

  decoy: formatHash(randomBytes(16), randomBytes(length)),

  async hash(password) {
    const salt = randomBytes(16)
    return formatHash(salt, await derive(password, salt, scryptCost))
  },

  async verify(password, hash) {
    const [, ln, r, p, salt, key] = pattern.exec(hash) ?? []
    if (!salt || !key) return false
    const expected = Buffer.from(key, 'base64')
    const parameters = { ln: Number(ln), r: Number(r), p: Number(p) }
    const actual = await derive(password, Buffer.from(salt, 'base64'), parameters)
    return expected.length === actual.length && timingSafeEqual(expected, actual)
  },
}
