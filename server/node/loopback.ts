/**
 * Whether a host name or an IP address is this machine's own, reachable by its programs only. IPv6
 * with or without the brackets of a URL.
 */
export const isLoopback = (host: string): boolean =>
  /^(127(\.\d+){3}|localhost|::1|\[::1\])$/.test(host)
