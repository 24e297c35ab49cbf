import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import Negotiator from 'negotiator'

const compress = promisify(gzip)

/** Below this size, compression saves less than its headers cost. */
const minLength = 1_000

/**
 * Returns the body in gzip if the client accepts it and the result is smaller; otherwise undefined.
 */
export async function compressBody(
  body: Buffer,
  acceptEncoding: string | undefined,
): Promise<Buffer | undefined> {
  if (body.length < minLength || acceptEncoding === undefined) return undefined
  const available = ['gzip', 'identity']
  const negotiator = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } })
  if (negotiator.encoding(available, { preferred: available }) !== 'gzip') return undefined
  return compress(body)
}
