import os from 'node:os'
import type { Config } from './config'

const wildcards = ['0.0.0.0', '::']

/** Formats a host for a URL: IPv6 in brackets. */
export const formatHostForUrl = (host: string) => (host.includes(':') ? `[${host}]` : host)

/** This machine's names and addresses. */
const ownNames = () => [
  os.hostname(),
  ...Object.values(os.networkInterfaces()).flatMap(
    (addresses) => addresses?.map((address) => address.address) ?? [],
  ),
]

/** Returns the Host header values, without port, that the console accepts. */
export function hostsOf({ host, publicUrl }: Config): string[] {
  const names = wildcards.includes(host) ? ownNames() : [host]
  return [
    ...['localhost', '127.0.0.1', '[::1]'],
    ...names.map((name) => formatHostForUrl(name).toLowerCase()),
    ...(publicUrl ? [publicUrl.hostname] : []),
  ]
}
