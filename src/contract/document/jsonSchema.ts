import * as z from 'zod/mini'
import { schemaOfField } from '../console/declare/field'
import { meaningsOf } from '../tables/vocabularies'

/** A JSON Schema object, or an object of an OpenAPI document. */
export interface JsonNode {
  [key: string]: unknown
}

export const isNode = (value: unknown): value is JsonNode =>
  typeof value === 'object' && value !== null

/** Returns the words of a schema's vocabularies with their meanings. */
const wordsOf = (names: unknown): JsonNode =>
  Object.assign({}, ...(Array.isArray(names) ? names : []).map((name) => meaningsOf(String(name))))

/** Removes the bounds of safe integers, which the API does not have, and expands vocabularies. */
function publishSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(publishSchema)
  return isNode(value) ? publishedNode(value) : value
}

function publishedNode({ vocabularies, ...node }: JsonNode): JsonNode {
  const entries = Object.entries(node).filter(
    ([key, value]) =>
      !(key === 'maximum' && value === Number.MAX_SAFE_INTEGER) &&
      !(key === 'minimum' && value === Number.MIN_SAFE_INTEGER) &&
      key !== '$schema',
  )
  return {
    ...Object.fromEntries(entries.map(([key, value]) => [key, publishSchema(value)])),
    ...(vocabularies !== undefined && { words: wordsOf(vocabularies) }),
  }
}

/** Converts a schema of the contract to JSON Schema (2020-12). */
export function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output'): JsonNode {
  const made = z.toJSONSchema(schema, {
    io,
    reused: 'inline',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: node }) => {
      const inner = schemaOfField(zodSchema)
      if (inner && node.type === undefined) Object.assign(node, jsonSchema(inner, io))
    },
  })
  return publishedNode({ ...made })
}
