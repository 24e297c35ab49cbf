import type { ProxyPorts } from '../../ports'
import type { Revalidate } from '../sso/revalidation'
import { createSessionLifecycle } from './lifecycle'
import { createSessionLookup } from './lookup'

/**
 * Manages sessions. An opaque 256-bit ID in a cookie identifies a session; the store holds only its
 * hash.
 */
export function createSessions(ports: ProxyPorts, revalidate: Revalidate = async () => true) {
  const { find, ...lookup } = createSessionLookup(ports, revalidate)
  return { ...lookup, ...createSessionLifecycle(ports, { find }) }
}

export type Sessions = ReturnType<typeof createSessions>
