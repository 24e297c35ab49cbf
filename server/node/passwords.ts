import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import type { Passwords } from '../proxy/ports'

/** OWASP's strongest advice for scrypt: N 2^17, r 8, p 1, which takes 128 MiB and a tenth of a second. */
const cost = { ln: 17, r: 8, p: 1 }
const length = 32

function derive(password: string, salt: Buffer, { ln, r, p }: typeof cost): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

const pattern = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w+/=]+)\$([\w+/=]+)$/

/** scrypt, salted, with its parameters written down beside the hash. */
export const passwords: Passwords = {
  async hash(password) {
    const salt = randomBytes(16)
    const key = await derive(password, salt, cost)
    const parameters = `ln=${cost.ln},r=${cost.r},p=${cost.p}`
    return `$scrypt$${parameters}$${salt.toString('base64')}$${key.toString('base64')}`
  },

  async verify(password, hash) {
    const [, ln, r, p, salt, key] = pattern.exec(hash) ?? []
    if (!salt || !key) return false
    const wanted = Buffer.from(key, 'base64')
    const found = await derive(password, Buffer.from(salt, 'base64'), {
      ln: Number(ln),
      r: Number(r),
      p: Number(p),
    })
    return wanted.length === found.length && timingSafeEqual(wanted, found)
  },
}
