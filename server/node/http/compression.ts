import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import Negotiator from 'negotiator'

const compress = promisify(gzip)

/** Below this, the headers cost more than the coding saves. */
const minLength = 1_000

/** The body in gzip where the client asks for it and gains by it; undefined to send it as it is. */
export async function compressed(
  body: Buffer,
  acceptEncoding: string | undefined,
): Promise<Buffer | undefined> {
  if (body.length < minLength || acceptEncoding === undefined) return undefined
  const available = ['gzip', 'identity']
  const negotiator = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } })
  if (negotiator.encoding(available, { preferred: available }) !== 'gzip') return undefined
  return compress(body)
}
