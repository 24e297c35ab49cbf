import type http from 'node:http'

/** Many clients read the response only after sending the whole body, so this much is drained. */
const mostDropped = 16 * 1024 * 1024

const gone = () => new Error('the client has gone')

/**
 * The body, truncated to the given number of bytes. Rejects if the client disconnects before its
 * end.
 */
export async function bodyOf(incoming: http.IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  // No listener was attached until now, so an earlier disconnect went unnoticed.
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
      // 'close' also follows a regular 'end'; creating an unused error there would be expensive.
      if (!incoming.readableEnded) reject(gone())
    })
  })
  const [only] = chunks
  const whole = chunks.length === 1 && only ? only : Buffer.concat(chunks)
  return whole.length > most ? whole.subarray(0, most) : whole
}

/** Drains a body that no handler has read. */
export async function drop(incoming: http.IncomingMessage): Promise<void> {
  if (incoming.complete || incoming.readableFlowing) return
  await bodyOf(incoming, 0).catch(() => undefined)
}
