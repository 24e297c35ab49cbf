import type { ConsoleRoute, RouteId } from '../../../src/contract/console/declare/route'
import { deprecatedRoutes } from '../../../src/contract/console/deprecated'
import { type ConsoleRouteId, consoleRoutes } from '../../../src/contract/console/routes'
import type { Peer } from '../ports'
import type { ProxyRequest, ProxyResponse } from './messages'
import { Problem } from './problem'

/** A request, and data that earlier steps have derived from it. */
export interface RouteContext {
  request: ProxyRequest
  url: URL
  peer: Peer
  requestId: string
  /** The requested route, possibly under its deprecated name. */
  route: RouteId
  /** The decoded last segment of the path, if the route ends with `:name`. */
  name: string
  /**
   * Body fields that were sent under a deprecated name: maps the deprecated name to the current
   * one.
   */
  oldNames: Map<string, string>
  /** The user name of a sign-in, set by its handler for the audit log. */
  attemptedUser?: string
  /** Whether the audit log already has an entry for this refusal. */
  isRefusalRecorded?: boolean
}

export type RouteHandler = (context: RouteContext) => Promise<ProxyResponse>

/** A handler for each route in the contract. */
export type Handlers = Readonly<Record<ConsoleRouteId, RouteHandler>>

interface Registered {
  route: RouteId
  method: string
  /** The path, or its prefix if `isPrefix` is set. */
  path: string
  isPrefix: boolean
  handle: RouteHandler
}

function registered(route: RouteId, handle: RouteHandler): Registered {
  const [method = '', pattern = ''] = route.split(' ')
  const isPrefix = pattern.endsWith('/:name')
  const path = isPrefix ? pattern.slice(0, -':name'.length) : pattern
  return { route, method, path, isPrefix, handle }
}

/**
 * Registers the contract's routes, also under their deprecated names. `wrap` decorates each
 * handler.
 */
export function createRouteTable(
  handlers: Handlers,
  wrap: (route: ConsoleRoute, handle: RouteHandler) => RouteHandler = (_route, handle) => handle,
): readonly Registered[] {
  return consoleRoutes.flatMap((route) => {
    const handle = wrap(route, handlers[route.id])
    const deprecated = deprecatedRoutes.filter(({ now }) => now === route.id)
    return [route.id, ...deprecated.map(({ was }) => was)].map((id) => registered(id, handle))
  })
}

function nameIn({ path, isPrefix }: Registered, requested: string): string | undefined {
  if (!isPrefix) return path === requested ? '' : undefined
  if (!requested.startsWith(path)) return undefined
  const encodedName = requested.slice(path.length)
  if (encodedName === '' || encodedName.includes('/')) return undefined
  try {
    return decodeURIComponent(encodedName)
  } catch {
    return undefined
  }
}

/**
 * Finds the route for a method and a path; HEAD uses the GET route. Throws 404, or 405 with Allow.
 */
export function findRoute(table: readonly Registered[], method: string, path: string) {
  const allowed: string[] = []
  for (const candidate of table) {
    const name = nameIn(candidate, path)
    if (name === undefined) continue
    const { route, method: own, handle } = candidate
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
