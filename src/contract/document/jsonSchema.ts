import * as z from 'zod/mini'
import { schemaOfField } from '../console/declare/field'
import { meaningsOf } from '../tables/vocabularies'

/** A JSON Schema object, or an object of an OpenAPI document. */
export interface Node {
  [key: string]: unknown
}

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** The words of the vocabularies that a schema names, with their meanings. */
const wordsOf = (names: unknown): Node =>
  Object.assign({}, ...(Array.isArray(names) ? names : []).map((name) => meaningsOf(String(name))))

/** Drops the bounds of safe integers, which the API does not have, and spells out vocabularies. */
function published(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(published)
  return isNode(value) ? publishedNode(value) : value
}

function publishedNode({ vocabularies, ...node }: Node): Node {
  const entries = Object.entries(node).filter(
    ([key, one]) =>
      !(key === 'maximum' && one === Number.MAX_SAFE_INTEGER) &&
      !(key === 'minimum' && one === Number.MIN_SAFE_INTEGER) &&
      key !== '$schema',
  )
  return {
    ...Object.fromEntries(entries.map(([key, one]) => [key, published(one)])),
    ...(vocabularies !== undefined && { words: wordsOf(vocabularies) }),
  }
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
  return publishedNode({ ...made })
}
