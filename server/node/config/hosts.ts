import os from 'node:os'
import type { Config } from './config'

const wildcards = ['0.0.0.0', '::']

/** As it stands in a URL. */
export const inUrl = (host: string) => (host.includes(':') ? `[${host}]` : host)

/** All names and addresses of this machine. */
const ownNames = () => [
  os.hostname(),
  ...Object.values(os.networkInterfaces()).flatMap((some) => some?.map((one) => one.address) ?? []),
]

/** Values of Host, without port, under which the console answers. */
export function hostsOf({ host, publicUrl }: Config): string[] {
  const names = wildcards.includes(host) ? ownNames() : [host]
  return [
    ...['localhost', '127.0.0.1', '[::1]'],
    ...names.map((name) => inUrl(name).toLowerCase()),
    ...(publicUrl ? [publicUrl.hostname] : []),
  ]
}
