import * as z from 'zod/mini'
import { errorsOf } from '../../../src/contract/console/declare/errorsOf'
import type { ConsoleRoute } from '../../../src/contract/console/declare/route'
import { deprecatedRoutes } from '../../../src/contract/console/deprecated'
import { consoleRoutes } from '../../../src/contract/console/routes'

interface Answer {
  status: number
  body: { data?: unknown; error?: { code: number; codeDesc: string } }
}

const matches = ({ id }: ConsoleRoute, method: string, path: string): boolean => {
  const [routeMethod = '', pattern = ''] = id.split(' ')
  if (routeMethod !== method) return false
  if (!pattern.endsWith('/:name')) return pattern === path
  const prefix = pattern.slice(0, -':name'.length)
  return path.startsWith(prefix) && path.length > prefix.length
}

function routeOf(method: string, path: string): ConsoleRoute | undefined {
  const deprecatedRoute = deprecatedRoutes.find(({ was }) => was === `${method} ${path}`)
  if (deprecatedRoute) return consoleRoutes.find(({ id }) => id === deprecatedRoute.now)
  const found = consoleRoutes.filter((route) => matches(route, method, path))
  return found.find(({ id }) => !id.endsWith(':name')) ?? found[0]
}

/** Errors that every path may return, whether or not its route declares them. */
const generalErrors = ['NotFound', 'MethodNotAllowed']

/** Throws if the contract does not declare a response for its route. */
export function requireDeclared(method: string, path: string, { status, body }: Answer): void {
  const route = routeOf(method === 'HEAD' ? 'GET' : method, path)
  if (!route) return
  const { error } = body
  if (!error) {
    if (status === 200 && route.response && method !== 'HEAD') z.parse(route.response, body.data)
    return
  }
  // The endpoint's own errors, which calls forward.
  if (error.code !== status || route.id === 'POST /api/call/:name') return
  const declared = errorsOf(route).map((item) => (typeof item === 'string' ? item : item[0]))
  if ([...declared, ...generalErrors].some((value) => value === error.codeDesc)) return
  throw new Error(`${route.id} answers ${error.codeDesc}, which the contract does not declare`)
}
