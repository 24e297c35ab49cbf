import type { Action } from '../action'
import { callAction, partialList } from '../console/calls/calls'
import { consoleVersion } from '../console/contract'
import type { ConsoleRoute, RouteId } from '../console/declare/route'
import { isRepeatable, isWrite } from '../console/declare/route'
import { deprecatedFields, deprecatedRoutes, removedIn } from '../console/deprecated'
import { consoleRoutes } from '../console/routes'
import { actions } from '../index'
import { isNode, type JsonNode, jsonSchema } from './jsonSchema'
import { errorResponses, errorSchema } from './openApiErrors'

const pathOf = (id: RouteId) => id.slice(id.indexOf(' ') + 1).replace(/:name$/, '{name}')
const methodOf = (id: RouteId) => id.slice(0, id.indexOf(' ')).toLowerCase()
const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` })
const inJson = (schema: JsonNode) => ({ 'application/json': { schema } })

/** Adds deprecated field names to an object schema, or to the items of a list. */
function withOldNames(schema: JsonNode, fields: typeof deprecatedFields): JsonNode {
  const { items, properties } = schema
  if (isNode(items)) return { ...schema, items: withOldNames(items, fields) }
  if (!isNode(properties)) return schema
  const oldFields = fields.flatMap(({ was, now }) => {
    const current = properties[now]
    if (!isNode(current)) return []
    const description = `Old name of \`${now}\`; ${removedIn} drops it.`
    return [[was, { ...current, deprecated: true, description }]]
  })
  return { ...schema, properties: { ...properties, ...Object.fromEntries(oldFields) } }
}

function bodyOf(consoleRoute: ConsoleRoute, id: RouteId): JsonNode | undefined {
  if (!consoleRoute.body) return undefined
  const schema = jsonSchema(consoleRoute.body, 'input')
  const deprecatedInBody = deprecatedFields.filter(({ bodies }) =>
    bodies?.some((route) => route === id),
  )
  const required = (Array.isArray(schema.required) ? schema.required : []).filter(
    (name) => !deprecatedInBody.some(({ now }) => now === name),
  )
  return withOldNames({ ...schema, ...(required.length > 0 ? { required } : {}) }, deprecatedInBody)
}

function parametersOf(route: ConsoleRoute): JsonNode[] {
  const query = route.query ? jsonSchema(route.query, 'input') : {}
  const required: readonly unknown[] = Array.isArray(query.required) ? query.required : []
  const properties = isNode(query.properties) ? query.properties : {}
  return [
    ...(route.name
      ? [
          {
            name: 'name',
            in: 'path',
            required: true,
            description: route.name,
            schema: { type: 'string' },
          },
        ]
      : []),
    ...Object.entries(properties).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    })),
    ...(isWrite(route) ? [ref('parameters', 'XGantry')] : []),
    ...(isRepeatable(route) ? [ref('parameters', 'IdempotencyKey')] : []),
  ]
}

function successOf(route: ConsoleRoute, id: RouteId): JsonNode {
  if (route.isRedirect) {
    const Location = { schema: { type: 'string' } }
    return { 303: { description: 'Redirects.', headers: { Location } } }
  }
  if (!route.response) {
    const content = { [route.media ?? 'text/plain']: {} }
    return { 200: { description: 'Success.', content } }
  }
  const deprecatedInAnswer = deprecatedFields.filter(({ answers }) => answers?.includes(id))
  // Later versions may add fields to the response.
  const data = withOldNames(jsonSchema(route.response, 'input'), deprecatedInAnswer)
  const isOld = deprecatedInAnswer.length > 0 || id !== route.id
  const schema = { type: 'object', properties: { data }, required: ['data'] }
  return {
    200: {
      description: 'Success.',
      ...(isOld && { headers: { Deprecation: ref('headers', 'Deprecation') } }),
      content: inJson(schema),
    },
  }
}

function operationOf(route: ConsoleRoute, id: RouteId): JsonNode {
  const body = bodyOf(route, id)
  const parameters = parametersOf(route)
  return {
    operationId: id.replace(/\W+/g, '_'),
    tags: ['console'],
    summary: route.summary,
    ...(id !== route.id && {
      deprecated: true,
      description: `Use ${route.id}; ${removedIn} drops it.`,
    }),
    ...(route.access === 'public' ? { security: [] } : { 'x-role': route.access }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: inJson(body) } }),
    responses: { ...successOf(route, id), ...errorResponses(route) },
  }
}

const callErrors = errorResponses(callAction, { isOpen: true })

function callOf({ name, area, request, response, mutates, section, paging }: Action): JsonNode {
  const params = jsonSchema(request, 'input')
  const hasRequired = Array.isArray(params.required) && params.required.length > 0
  const body = jsonSchema(callAction.body, 'input')
  const fields = isNode(body.properties) ? body.properties : {}
  const required = ['account', 'region', ...(hasRequired ? ['params'] : [])]
  const data = jsonSchema(response, 'output')
  const partial = paging && { partial: jsonSchema(partialList, 'output') }
  const schema = { type: 'object', properties: { data, ...partial }, required: ['data'] }
  const errors = Object.keys(callErrors).map((status) => [
    status,
    ref('responses', `Call${status}`),
  ])
  return {
    operationId: name,
    tags: [area],
    summary: section,
    'x-role': mutates ? 'operator' : 'viewer',
    parameters: [
      ref('parameters', 'XGantry'),
      ...(mutates ? [ref('parameters', 'IdempotencyKey')] : []),
    ],
    requestBody: {
      required: true,
      content: inJson({ ...body, properties: { ...fields, params }, required }),
    },
    responses: {
      200: { description: 'Success.', content: inJson(schema) },
      ...Object.fromEntries(errors),
    },
  }
}

const parameters = {
  XGantry: {
    name: 'X-Gantry',
    in: 'header',
    required: true,
    description: 'No form of another site can send it.',
    schema: { const: '1' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'A write sent again under the same key within a day is made once.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
  },
}

const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'gantry-<ID of the console>',
    description:
      'Session cookie on plain HTTP; POST /api/session sets it. Requests also send the sessionSecret of its response as X-Gantry-Session.',
  },
  secureSession: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-gantry-<ID of the console>',
    description: 'Session cookie behind TLS.',
  },
}

/**
 * Returns the OpenAPI 3.1 document: one path for each action of the API and for each route of the
 * console. `x-role` is the minimum role.
 */
export function openApiDocument() {
  const paths: Record<string, JsonNode> = {}
  const add = (path: string, method: string, operation: JsonNode) => {
    paths[path] = { ...paths[path], [method]: operation }
  }
  const allActions: readonly Action[] = Object.values(actions)
  for (const action of allActions) add(`/api/call/${action.name}`, 'post', callOf(action))
  for (const route of consoleRoutes) {
    if (route.id === callAction.id) continue
    const oldRoutes = deprecatedRoutes.filter(({ now }) => now === route.id)
    for (const id of [route.id, ...oldRoutes.map(({ was }) => was)]) {
      add(pathOf(id), methodOf(id), operationOf(route, id))
    }
  }
  const responses = Object.entries(callErrors).map(([status, value]) => [`Call${status}`, value])
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gantry',
      version: consoleVersion,
      description:
        'The console’s own API. POST /api/call/<Action> calls an action of the Container Service API 2.0.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { secureSession: [] }],
    paths,
    components: {
      schemas: { Error: errorSchema },
      parameters,
      headers: {
        Deprecation: {
          description: 'The answer carries names that a later version drops (RFC 9745).',
          schema: { type: 'string' },
        },
      },
      responses: Object.fromEntries(responses),
      securitySchemes,
    },
  }
}
