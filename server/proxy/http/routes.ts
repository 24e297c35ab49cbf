import type { Peer } from '../ports'
import type { ProxyRequest, ProxyResponse } from './messages'
import { Problem } from './problem'

/** A request on its way. */
export interface RouteContext {
  request: ProxyRequest
  url: URL
  peer: Peer
  requestId: string
  /** What stands in the path where the route has `:name`, decoded. */
  name: string
}

export type Handle = (turn: RouteContext) => Promise<ProxyResponse>

/** Methods and paths, e.g. `'POST /api/call/:name'`, with what answers them. */
export type Routes = Readonly<Record<string, Handle>>

interface Known {
  route: string
  verb: string
  /** What the path is, or begins with where `isStem`. */
  text: string
  isStem: boolean
  handle: Handle
}

const known = new WeakMap<Routes, Known[]>()

/** The table with its keys taken apart, once. */
function tableOf(routes: Routes): Known[] {
  const found = known.get(routes)
  if (found) return found
  const table = Object.entries(routes).map(([route, handle]): Known => {
    const [verb = '', pattern = ''] = route.split(' ')
    const isStem = pattern.endsWith('/:name')
    return {
      route,
      verb,
      text: isStem ? pattern.slice(0, -':name'.length) : pattern,
      isStem,
      handle,
    }
  })
  known.set(routes, table)
  return table
}

function nameIn({ text, isStem }: Known, path: string): string | undefined {
  if (!isStem) return text === path ? '' : undefined
  if (!path.startsWith(text)) return undefined
  const rest = path.slice(text.length)
  if (rest === '' || rest.includes('/')) return undefined
  try {
    return decodeURIComponent(rest)
  } catch {
    return undefined
  }
}

/** What answers a method and path; HEAD is answered as GET. Throws 404, or 405 with Allow. */
export function findRoute(routes: Routes, method: string, path: string) {
  const allowed: string[] = []
  for (const one of tableOf(routes)) {
    const name = nameIn(one, path)
    if (name === undefined) continue
    const { route, verb, handle } = one
    if (verb === method || (verb === 'GET' && method === 'HEAD')) return { route, name, handle }
    allowed.push(...(verb === 'GET' ? ['GET', 'HEAD'] : [verb]))
  }
  const Allow = allowed.join(', ')
  throw allowed.length > 0
    ? new Problem(405, 'MethodNotAllowed', `Only ${Allow} here.`, { headers: { Allow } })
    : new Problem(404, 'NotFound', `There is nothing at ${path}.`)
}
