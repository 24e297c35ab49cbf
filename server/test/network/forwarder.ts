import { once } from 'node:events'
import net from 'node:net'

/**
 * A TCP forwarder between a process and a server that can cut connections as a server restart does.
 */
export interface Forwarder {
  port: number
  /** Stops transmission until `thaw`, like a hanging server. */
  freeze: () => void
  thaw: () => void
  /** Ends all connections and refuses new ones. */
  cut: () => Promise<void>
  restore: () => Promise<void>
  close: () => Promise<void>
}

/** Starts a forwarder to a port of this machine. */
export async function startForwarder(to: number): Promise<Forwarder> {
  const sockets = new Set<net.Socket>()
  let isFrozen = false
  const trackSocket = (socket: net.Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  }
  const server = net.createServer((client) => {
    const upstream = net.connect(to, '127.0.0.1')
    trackSocket(client)
    trackSocket(upstream)
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
    client.pipe(upstream).pipe(client)
    if (isFrozen) for (const socket of [client, upstream]) socket.pause()
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (typeof address !== 'object' || !address) throw new Error('no port was given')
    return address.port
  }
  const cut = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  const port = await listen(0)
  return {
    port,
    freeze() {
      isFrozen = true
      for (const socket of sockets) socket.pause()
    },
    thaw() {
      isFrozen = false
      for (const socket of sockets) socket.resume()
    },
    cut,
    restore: async () => {
      await listen(port)
    },
    close: cut,
  }
}
