import * as z from 'zod/mini'

/** The structure of a schema without its checks; decoding needs no more. */
export type Shape = {
  optional: boolean
  emptiable: boolean
  /** Whether the text names an existing resource. */
  isName: boolean
  schema: z.core.$ZodType
} & (
  | { kind: 'object'; fields: readonly (readonly [name: string, shape: Shape])[] }
  | { kind: 'list'; item: Shape }
  | { kind: 'map'; item: Shape }
  | { kind: 'choice'; values: readonly unknown[] }
  | { kind: 'number' | 'boolean' | 'text' | 'any' }
)

const cachedShapes = new WeakMap<z.core.$ZodType, Shape>()

function deriveShape(schema: z.core.$ZodType): Shape {
  const meta = z.globalRegistry.get(schema)
  const { emptiable, isName } = {
    emptiable: meta?.emptiable === true,
    isName: meta?.isName === true,
  }
  const base = { optional: false, emptiable, isName, schema }
  if (schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodDefault) {
    const inner = shapeOf(schema._zod.def.innerType)
    return { ...inner, schema, optional: true, emptiable: inner.emptiable || base.emptiable }
  }
  if (schema instanceof z.core.$ZodNullable)
    return { ...shapeOf(schema._zod.def.innerType), schema }
  if (schema instanceof z.core.$ZodObject) {
    const fields = Object.entries(schema._zod.def.shape)
    return {
      ...base,
      kind: 'object',
      fields: fields.map(([name, value]) => [name, shapeOf(value)]),
    }
  }
  if (schema instanceof z.core.$ZodArray) {
    return { ...base, kind: 'list', item: shapeOf(schema._zod.def.element) }
  }
  if (schema instanceof z.core.$ZodRecord) {
    return { ...base, kind: 'map', item: shapeOf(schema._zod.def.valueType) }
  }
  if (schema instanceof z.core.$ZodEnum || schema instanceof z.core.$ZodLiteral) {
    return { ...base, kind: 'choice', values: [...schema._zod.values] }
  }
  if (schema instanceof z.core.$ZodNumber) return { ...base, kind: 'number' }
  if (schema instanceof z.core.$ZodBoolean) return { ...base, kind: 'boolean' }
  if (schema instanceof z.core.$ZodString) return { ...base, kind: 'text' }
  return { ...base, kind: 'any' }
}

/** Returns the shape of a schema of the contract; computed once per schema. */
export function shapeOf(schema: z.core.$ZodType): Shape {
  const shape = cachedShapes.get(schema) ?? deriveShape(schema)
  cachedShapes.set(schema, shape)
  return shape
}
