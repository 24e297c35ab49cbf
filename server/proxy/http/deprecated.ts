import type { ConsoleRoute, RouteId } from '../../../src/contract/console/declare/route'
import {
  deprecatedAt,
  deprecatedFields,
  deprecatedRoutes,
} from '../../../src/contract/console/deprecated'
import { type Fields, isFields } from '../../../src/contract/fields'
import type { ProxyResponse } from './messages'
import { Problem } from './problem'
import type { RouteContext } from './routes'

/**
 * Renames deprecated fields of a body. A field that is sent under both names keeps both, so that
 * the schema rejects the deprecated one.
 */
export function renamedBody(body: Fields, { id }: ConsoleRoute, context: RouteContext): Fields {
  let renamed = body
  for (const { was, now, bodies } of deprecatedFields) {
    if (!bodies?.some((candidate) => candidate === id)) continue
    if (!Object.hasOwn(renamed, was) || Object.hasOwn(renamed, now)) continue
    const { [was]: value, ...others } = renamed
    renamed = { ...others, [now]: value }
    context.oldNames.set(now, was)
  }
  return renamed
}

/** Returns the problem with its fields under the names that the client sent. */
export function withSentNames(error: unknown, { oldNames }: RouteContext): unknown {
  if (!(error instanceof Problem) || oldNames.size === 0) return error
  const fields = error.fields.map((field) => {
    const [first = '', ...rest] = field.path.split('.')
    return { ...field, path: [oldNames.get(first) ?? first, ...rest].join('.') }
  })
  return error.withFields(fields)
}

const answersOf = (route: RouteId) =>
  deprecatedFields.filter(({ answers }) => answers?.includes(route))

/** Adds the deprecated field names to the data of a response, or to each item of a list. */
export function withOldNames(route: RouteId, data: unknown): unknown {
  const fields = answersOf(route)
  if (fields.length === 0) return data
  if (Array.isArray(data)) return data.map((item) => withOldNames(route, item))
  if (!isFields(data)) return data
  return Object.assign({ ...data }, ...fields.map(({ was, now }) => ({ [was]: data[now] })))
}

/** Adds the Deprecation header (RFC 9745) if the request or the response uses a deprecated name. */
export function markDeprecated(response: ProxyResponse, { route, oldNames }: RouteContext): void {
  const isOldRoute = deprecatedRoutes.some(({ was }) => was === route)
  const hasOldField = response.status < 300 && answersOf(route).length > 0
  if (!isOldRoute && !hasOldField && oldNames.size === 0) return
  response.headers.set('deprecation', `@${deprecatedAt / 1000}`)
  response.headers.set('link', '</api/openapi.json>; rel="deprecation"; type="application/json"')
}
