import type http from 'node:http'

/** A client reads an answer only after it has sent everything, so this much is read and dropped. */
const mostDropped = 16 * 1024 * 1024

/** The body, cut off after so many bytes. Rejects where the client goes away over it. */
export async function bodyOf(
  incoming: http.IncomingMessage,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let size = 0
  await new Promise<void>((resolve, reject) => {
    incoming.on('data', (chunk: Buffer) => {
      if (size < most) chunks.push(chunk)
      size += chunk.length
      if (size > mostDropped) resolve()
    })
    incoming.on('end', resolve)
    incoming.on('error', reject)
  })
  return new Uint8Array(Buffer.concat(chunks).subarray(0, most))
}

/** Lets a body pass that nobody has read, and keeps none of it. */
export async function drop(incoming: http.IncomingMessage): Promise<void> {
  if (incoming.complete || incoming.readableFlowing) return
  await bodyOf(incoming, 0).catch(() => undefined)
}
