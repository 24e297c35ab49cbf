import * as z from 'zod/mini'
import { schemaOfField } from '../console/declare/field'

/** A JSON Schema object, or an object of an OpenAPI document. */
export interface Node {
  [key: string]: unknown
}

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** Drop the bounds of safe integers, which the API does not have. */
function withoutSafeBounds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSafeBounds)
  return isNode(value) ? nodeWithoutSafeBounds(value) : value
}

function nodeWithoutSafeBounds(node: Node): Node {
  const entries = Object.entries(node).filter(
    ([key, one]) =>
      !(key === 'maximum' && one === Number.MAX_SAFE_INTEGER) &&
      !(key === 'minimum' && one === Number.MIN_SAFE_INTEGER) &&
      key !== '$schema',
  )
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutSafeBounds(one)]))
}

/** Converts a schema of the contract to JSON Schema (2020-12). */
export function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output'): Node {
  const made = z.toJSONSchema(schema, {
    io,
    reused: 'inline',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: node }) => {
      const inner = schemaOfField(zodSchema)
      if (inner && node.type === undefined) Object.assign(node, jsonSchema(inner, io))
    },
  })
  return nodeWithoutSafeBounds({ ...made })
}
