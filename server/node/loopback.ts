/**
 * Whether a host name or IP address is a loopback one, which only programs on this machine can
 * reach. IPv6 addresses may have the brackets of a URL.
 */
export const isLoopback = (host: string): boolean =>
  /^(127(\.\d+){3}|localhost|::1|\[::1\])$/.test(host)
