import { once } from 'node:events'
import http from 'node:http'

export interface Flaky {
  /** URL that forwards to the cloud's endpoint. */
  url: string
  /** Forwards the next call of this action and drops its response. */
  lose: (action: string) => void
  /** Number of calls dropped so far. */
  broken: () => number
  close: () => Promise<void>
}

/** Every fourth read is dropped. */
const often = 4

/**
 * A slow and failing network: responses are delayed, some reads are dropped, and the response to a
 * write can be dropped after the cloud has carried it out.
 */
export async function startFlaky(cloud: string, delay: number): Promise<Flaky> {
  const lost = new Set<string>()
  let reads = 0
  let brokenReads = 0
  const server = http.createServer(async (incoming, out) => {
    let body = ''
    for await (const chunk of incoming) body += String(chunk)
    const action = new URLSearchParams(body).get('Action') ?? ''
    await new Promise((resolve) => setTimeout(resolve, delay))
    if (/^(Describe|Get)/.test(action)) {
      reads += 1
      if (reads % often === 0) {
        brokenReads += 1
        out.socket?.destroy()
        return
      }
    }
    const { host, pathname } = { host: incoming.headers.host, pathname: new URL(cloud).pathname }
    const { hostname, port } = new URL(cloud)
    const headers = { ...incoming.headers, host }
    const forwarded = http.request({ hostname, port, path: pathname, method: 'POST', headers })
    forwarded.end(body)
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      forwarded.once('response', resolve).once('error', reject)
    })
    let text = ''
    for await (const chunk of answer) text += String(chunk)
    if (lost.delete(action)) {
      brokenReads += 1
      out.socket?.destroy()
      return
    }
    out.writeHead(answer.statusCode ?? 502, { 'Content-Type': 'application/json' }).end(text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  return {
    url: `http://127.0.0.1:${address.port}/v2/index.php`,
    lose: (action) => lost.add(action),
    broken: () => brokenReads,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
