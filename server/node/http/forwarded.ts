import type http from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { Peer } from '../../proxy/ports'

/** Tests whether an address belongs to a proxy whose forwarding headers are trusted. */
export type IsTrustedProxy = (address: string) => boolean

/** Strips the prefix of IPv4-mapped IPv6 addresses, which a dual-stack socket reports. */
const withoutMappedPrefix = (address: string) => address.replace(/^::ffff:(?=\d+\.)/, '')

/** Strips the port that some proxies append: `198.51.100.1:4711`, `[2001:db8::1]:4711`. */
const withoutPort = (hop: string) =>
  hop.replace(/^\[([^\]]*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1')

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/**
 * Returns a matcher of addresses and ranges such as `10.0.0.0/8`; undefined if an item is neither.
 */
export function createTrustedMatcher(list: readonly string[]): IsTrustedProxy | undefined {
  if (list.length === 0) return () => false
  const proxies = new BlockList()
  for (const value of list) {
    const [address = '', bits, ...more] = value.split('/')
    const maxBits = isIP(address) === 6 ? 128 : 32
    const isRange = bits !== undefined
    if (isIP(address) === 0 || more.length > 0) return undefined
    if (isRange && !(/^\d{1,3}$/.test(bits) && Number(bits) <= maxBits)) return undefined
    if (isRange) proxies.addSubnet(address, Number(bits), family(address))
    else proxies.addAddress(address, family(address))
  }
  return (address) => isIP(address) !== 0 && proxies.check(address, family(address))
}

/**
 * A chain of proxies appends one scheme per hop: the connection is safe only if every hop used TLS.
 */
const isTlsChain = (schemes: string) =>
  schemes.split(',').every((part) => part.trim().toLowerCase() === 'https')

/**
 * Returns the peer of a request. Behind a trusted proxy the peer is the client: the last address in
 * X-Forwarded-For that is not itself a trusted proxy, because earlier addresses may be forged.
 * `isTlsInFront` applies to trusted proxies that send no X-Forwarded-Proto: whether clients reach
 * them over TLS.
 */
export function peerOf(
  incoming: http.IncomingMessage,
  trusted: IsTrustedProxy,
  isTlsInFront = false,
): Peer {
  const address = withoutMappedPrefix(incoming.socket.remoteAddress ?? '')
  const tls = 'encrypted' in incoming.socket
  if (!trusted(address)) return { address, tls }
  const { 'x-forwarded-for': chain = '', 'x-forwarded-proto': scheme } = incoming.headers
  const hops = String(chain)
    .split(',')
    .map((part) => withoutMappedPrefix(withoutPort(part.trim())))
  const client = hops.findLast((hop) => !trusted(hop))
  return {
    address: client && isIP(client) !== 0 ? client : address,
    tls: scheme === undefined ? tls || isTlsInFront : isTlsChain(String(scheme)),
    isForwarded: true,
  }
}
