import { respond } from '../endpoint/endpoint'
import { Seen } from '../endpoint/replay'
import { administer } from './admin/admin'
import { createEngine } from './engine'
import type { CloudPorts } from './ports'
import { type PushEnd, pushInto } from './push'
import { openWorld } from './world/openWorld'

/** Both answer a request with a response and take turns at one world. */
export interface Cloud {
  /** The API: `/v2/index.php`, GET or POST. */
  fetch: (request: Request) => Promise<Response>
  /** What the API has no action for: admin.ts. */
  admin: (request: Request) => Promise<Response>
  /** Pushes a tag, for the host that shows the world's own console. */
  push: (what: { reponame: string; tag: string }) => Promise<PushEnd>
}

/**
 * The embedded cloud. Loads what the storage has, and seeds an empty one. Rejects when the storage
 * fails at that, and with UnreadableWorld when what it has cannot be used.
 */
export async function createCloud(ports: CloudPorts): Promise<Cloud> {
  const world = await openWorld(ports)
  const engine = createEngine(ports, world)
  const endpoint = { ...engine, seen: new Seen(world) }
  return {
    fetch: (request) => respond(endpoint, request),
    admin: (request) => administer(engine, request),
    push: (what) => pushInto(engine, what),
  }
}
