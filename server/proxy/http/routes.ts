import type { ConsoleRoute, RouteId } from '../../../src/contract/console/declare/route'
import { deprecatedRoutes } from '../../../src/contract/console/deprecated'
import { type ConsoleRouteId, consoleRoutes } from '../../../src/contract/console/routes'
import type { Peer } from '../ports'
import type { ProxyRequest, ProxyResponse } from './messages'
import { Problem } from './problem'

/** A request on its way through the proxy. */
export interface RouteContext {
  request: ProxyRequest
  url: URL
  peer: Peer
  requestId: string
  /** The route as it was requested, be it under an old name. */
  route: RouteId
  /** The last segment of the path where the route has `:name`, decoded. */
  name: string
  /** Fields of the body that came under an old name: the old name by the present one. */
  oldNames: Map<string, string>
}

export type Handle = (context: RouteContext) => Promise<ProxyResponse>

/** A handler for every route that the contract declares. */
export type Handlers = Readonly<Record<ConsoleRouteId, Handle>>

interface Registered {
  route: RouteId
  method: string
  /** The path, or its beginning where `isPrefix`. */
  path: string
  isPrefix: boolean
  handle: Handle
}

function registered(route: RouteId, handle: Handle): Registered {
  const [method = '', pattern = ''] = route.split(' ')
  const isPrefix = pattern.endsWith('/:name')
  const path = isPrefix ? pattern.slice(0, -':name'.length) : pattern
  return { route, method, path, isPrefix, handle }
}

/**
 * Registers the routes that the contract declares, each under its old names too. `wrap` may put
 * something around a handler.
 */
export function createRouteTable(
  handlers: Handlers,
  wrap: (route: ConsoleRoute, handle: Handle) => Handle = (_route, handle) => handle,
): readonly Registered[] {
  return consoleRoutes.flatMap((route) => {
    const handle = wrap(route, handlers[route.id])
    const old = deprecatedRoutes.filter(({ now }) => now === route.id)
    return [route.id, ...old.map(({ was }) => was)].map((id) => registered(id, handle))
  })
}

function nameIn({ path, isPrefix }: Registered, requested: string): string | undefined {
  if (!isPrefix) return path === requested ? '' : undefined
  if (!requested.startsWith(path)) return undefined
  const rest = requested.slice(path.length)
  if (rest === '' || rest.includes('/')) return undefined
  try {
    return decodeURIComponent(rest)
  } catch {
    return undefined
  }
}

/** The route of a method and path; HEAD is answered as GET. Throws 404, or 405 with Allow. */
export function findRoute(table: readonly Registered[], method: string, path: string) {
  const allowed: string[] = []
  for (const one of table) {
    const name = nameIn(one, path)
    if (name === undefined) continue
    const { route, method: own, handle } = one
    if (own === method || (own === 'GET' && method === 'HEAD')) return { route, name, handle }
    allowed.push(...(own === 'GET' ? ['GET', 'HEAD'] : [own]))
  }
  const Allow = allowed.join(', ')
  throw allowed.length > 0
    ? new Problem(405, 'MethodNotAllowed', `This route accepts only ${Allow}.`, {
        headers: { Allow },
      })
    : new Problem(404, 'NotFound', `${path} does not exist.`)
}
