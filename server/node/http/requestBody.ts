import type http from 'node:http'

/** A client reads an answer only after it has sent everything, so this much is read and dropped. */
const mostDropped = 16 * 1024 * 1024

const gone = () => new Error('the client has gone')

/** The body, cut off after so many bytes. Rejects where the client goes away over it. */
export async function bodyOf(incoming: http.IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  // Nobody has listened until now, so it may have gone without a word.
  if (incoming.destroyed) throw gone()
  await new Promise<void>((resolve, reject) => {
    incoming.on('data', (chunk: Buffer) => {
      if (size < most) chunks.push(chunk)
      size += chunk.length
      if (size > mostDropped) resolve()
    })
    incoming.on('end', resolve)
    incoming.on('error', reject)
    incoming.on('close', () => {
      // It closes after each end too, and an error that nobody needs costs more than the rest of this.
      if (!incoming.readableEnded) reject(gone())
    })
  })
  const [only] = chunks
  const whole = chunks.length === 1 && only ? only : Buffer.concat(chunks)
  return whole.length > most ? whole.subarray(0, most) : whole
}

/** Lets a body pass that nobody has read, and keeps none of it. */
export async function drop(incoming: http.IncomingMessage): Promise<void> {
  if (incoming.complete || incoming.readableFlowing) return
  await bodyOf(incoming, 0).catch(() => undefined)
}
