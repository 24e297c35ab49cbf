import * as z from 'zod/mini'
import type { Action } from '../action'
import { actions } from '../index'

interface Node {
  [key: string]: unknown
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** Whole numbers carry the bounds of safe integers, which the API knows nothing of. */
function withoutSafeBounds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSafeBounds)
  if (!isNode(value)) return value
  const entries = Object.entries(value).filter(
    ([key, one]) =>
      !(key === 'maximum' && one === Number.MAX_SAFE_INTEGER) &&
      !(key === 'minimum' && one === Number.MIN_SAFE_INTEGER) &&
      key !== '$schema',
  )
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutSafeBounds(one)]))
}

const jsonSchema = (schema: z.core.$ZodType, io: 'input' | 'output') =>
  withoutSafeBounds(z.toJSONSchema(schema, { io, reused: 'inline' }))

function described({ request, response, ...facts }: Action) {
  return {
    ...facts,
    /** Host name as the API document gives it. */
    host: `${facts.host}.api.qcloud.com`,
    request: jsonSchema(request, 'input'),
    response: jsonSchema(response, 'output'),
  }
}

/**
 * The contract for readers of GET /api/contract: every action with its facts, its parameters and its
 * answer as JSON Schema (2020-12). Beyond JSON Schema: `rules` (id and words of rules over fields),
 * `unit`, `emptiable`.
 */
export function contractDocument() {
  const all: readonly Action[] = Object.values(actions)
  return all.map(described)
}
