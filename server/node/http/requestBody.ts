import type http from 'node:http'

/** Upper limit for draining: many clients read the response only after sending the whole body. */
const maxDrained = 16 * 1024 * 1024

const disconnected = () => new Error('the client disconnected')

/** Reads the body, truncated to `maxBytes`. Rejects if the client disconnects before the end. */
export async function readBody(incoming: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  // An earlier disconnect went unnoticed, because no listener was attached.
  if (incoming.destroyed) throw disconnected()
  await new Promise<void>((resolve, reject) => {
    incoming.on('data', (chunk: Buffer) => {
      if (size < maxBytes) chunks.push(chunk)
      size += chunk.length
      if (size > maxDrained) resolve()
    })
    incoming.on('end', resolve)
    incoming.on('error', reject)
    incoming.on('close', () => {
      // 'close' also follows a regular 'end', for which creating an error would be expensive.
      if (!incoming.readableEnded) reject(disconnected())
    })
  })
  const [only] = chunks
  const body = chunks.length === 1 && only ? only : Buffer.concat(chunks)
  return body.length > maxBytes ? body.subarray(0, maxBytes) : body
}

/** Drains a body that no handler has read. */
export async function drain(incoming: http.IncomingMessage): Promise<void> {
  if (incoming.complete || incoming.readableFlowing) return
  await readBody(incoming, 0).catch(() => undefined)
}
