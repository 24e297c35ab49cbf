import { isLoopback } from '../loopback'
import type { Config } from './config'

type Settings = Pick<Config, 'publicUrl' | 'trustedProxies' | 'tls' | 'host' | 'port'>

const portOf = ({ port, protocol }: URL) => Number(port) || (protocol === 'https:' ? 443 : 80)

/**
 * Whether requests come from the clients' own addresses. Behind a proxy that is not listed in
 * GANTRY_TRUSTED_PROXIES, all requests seem to come from the proxy.
 */
export function isClientAddressKnown(settings: Settings): boolean {
  const { publicUrl, trustedProxies, tls, host, port } = settings
  if (!publicUrl || trustedProxies.length > 0 || tls) return true
  const isElsewhere = isLoopback(host) && !isLoopback(publicUrl.hostname)
  return (
    publicUrl.protocol !== 'https:' && !isElsewhere && (port === 0 || portOf(publicUrl) === port)
  )
}

/** Printed at start-up. */
export const unknownAddressWarning =
  'GANTRY_PUBLIC_URL names a proxy, but GANTRY_TRUSTED_PROXIES is not set: all clients share one address, so that failed sign-ins of one delay all. Set it to the addresses of the proxy'
