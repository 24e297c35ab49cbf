import type { Peer } from './ports'
import { Problem } from './problem'
import type { Question, Reply } from './reply'

/** A request on its way. */
export interface Turn {
  request: Question
  url: URL
  peer: Peer
  requestId: string
  /** What stands in the path where the route has `:name`, decoded. */
  name: string
}

export type Handle = (turn: Turn) => Promise<Reply>

/** Methods and paths, e.g. `'POST /api/call/:name'`, with what answers them. */
export type Routes = Readonly<Record<string, Handle>>

function nameIn(pattern: string, path: string): string | undefined {
  if (!pattern.endsWith('/:name')) return pattern === path ? '' : undefined
  const stem = pattern.slice(0, -':name'.length)
  const rest = path.startsWith(stem) ? path.slice(stem.length) : ''
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
  for (const [route, handle] of Object.entries(routes)) {
    const [verb = '', pattern = ''] = route.split(' ')
    const name = nameIn(pattern, path)
    if (name === undefined) continue
    if (verb === method || (verb === 'GET' && method === 'HEAD')) return { route, name, handle }
    allowed.push(...(verb === 'GET' ? ['GET', 'HEAD'] : [verb]))
  }
  const Allow = allowed.join(', ')
  throw allowed.length > 0
    ? new Problem(405, 'MethodNotAllowed', `Only ${Allow} here.`, { headers: { Allow } })
    : new Problem(404, 'NotFound', `There is nothing at ${path}.`)
}
