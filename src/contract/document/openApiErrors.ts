import { consoleErrors } from '../console/declare/errors'
import { errorsOf } from '../console/declare/errorsOf'
import type { ConsoleRoute, DeclaredError } from '../console/declare/route'
import { unavailableReasons } from '../rules/unavailable'
import type { JsonNode } from './jsonSchema'

/** Schema of all unsuccessful responses. */
export const errorSchema: JsonNode = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        code: { type: 'integer', description: 'The API’s code, or the HTTP status.' },
        codeDesc: { type: 'string' },
        message: { type: 'string' },
        requestId: { type: 'string' },
        fields: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              path: { type: 'string', description: 'Such as `containers.0.image`.' },
              rule: { type: 'string' },
              values: { type: 'object' },
              message: { type: 'string' },
            },
            required: ['path', 'message'],
          },
        },
        outcome: { const: 'unknown', description: 'The write may have been executed.' },
        reason: {
          enum: [...unavailableReasons],
          description: 'Why the account’s backend does not answer the action.',
        },
      },
      required: ['code', 'codeDesc', 'message', 'requestId', 'fields'],
    },
  },
  required: ['error'],
}

const describeError = (error: DeclaredError) => {
  const name = typeof error === 'string' ? error : error[0]
  const [defaultStatus, meaning] = consoleErrors[name]
  return { name, meaning, status: typeof error === 'string' ? defaultStatus : error[1] }
}

function responseOf(
  errors: readonly ReturnType<typeof describeError>[],
  isOpen: boolean,
): JsonNode {
  const error = { $ref: '#/components/schemas/Error' }
  const codeDesc = { enum: errors.map(({ name }) => name) }
  const narrowed = { properties: { error: { properties: { codeDesc } } } }
  return {
    description: errors.map(({ name, meaning }) => `\`${name}\`: ${meaning}`).join('\n\n'),
    content: { 'application/json': { schema: isOpen ? error : { allOf: [error, narrowed] } } },
  }
}

/**
 * Returns the errors of a route by status. `isOpen`: the route also passes on errors of the cloud.
 */
export function errorResponses(
  route: ConsoleRoute,
  { isOpen = false } = {},
): Record<string, JsonNode> {
  const describedErrors = errorsOf(route).map(describeError)
  const statuses = [...new Set(describedErrors.map(({ status }) => status))].sort((a, b) => a - b)
  const responses = statuses.map((status) => [
    String(status),
    responseOf(
      describedErrors.filter((error) => error.status === status),
      isOpen,
    ),
  ])
  const cloud = {
    description: 'The cloud refused or did not answer.',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  }
  return { ...Object.fromEntries(responses), ...(isOpen && { default: cloud }) }
}
