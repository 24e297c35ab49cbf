import { type Endpoint, respond } from './endpoint'
import type { CloudPorts } from './ports'
import { Seen } from './replay'
import { seed } from './seed/seed'
import { World } from './world'

/** Lets one piece of work after another run; one that fails does not hold up the next. */
function queue(): Endpoint['inTurn'] {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
}

/** The world as it was kept; where there is none, a new one, kept at once. */
async function openWorld(ports: CloudPorts): Promise<World> {
  const documents = await ports.storage.load()
  if (documents.length > 0) return new World(documents)
  const world = new World()
  seed(world, ports.world, ports.now(), ports.speed)
  await ports.storage.commit(world.changes())
  world.settle()
  return world
}

/**
 * The embedded cloud: a function from an API request (`/v2/index.php`, GET or POST) to its answer.
 * Loads what the storage has, and seeds an empty one. Rejects when the storage fails at that.
 */
export async function createCloud(
  ports: CloudPorts,
): Promise<{ fetch(request: Request): Promise<Response> }> {
  const world = await openWorld(ports)
  let latest = 0
  const moment = () => {
    latest = Math.max(latest, ports.now())
    return latest
  }
  const endpoint: Endpoint = { ports, world, seen: new Seen(world), moment, inTurn: queue() }
  return { fetch: (request) => respond(endpoint, request) }
}
