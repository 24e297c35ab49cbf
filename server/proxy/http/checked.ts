import * as z from 'zod/mini'
import { schemaOfField } from '../../../src/contract/console/declare/field'
import { type Field, invalid } from './problem'

const objectOf = (schema: z.core.$ZodType | undefined): z.core.$ZodObject | undefined => {
  if (schema instanceof z.core.$ZodOptional) return objectOf(schema._zod.def.innerType)
  return schema instanceof z.core.$ZodObject ? schema : undefined
}

function isList(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.core.$ZodOptional) return isList(schema._zod.def.innerType)
  return schemaOfField(schema) instanceof z.core.$ZodArray
}

/** Names of the fields that the schema declares at a path. */
function expectedAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  let object = objectOf(schema)
  for (const name of path) object = objectOf(object?._zod.def.shape[String(name)])
  return Object.keys(object?._zod.def.shape ?? {})
}

/** Query parameters that may be repeated. */
export function listsOf(schema: z.core.$ZodType): ReadonlySet<string> {
  const shape = objectOf(schema)?._zod.def.shape ?? {}
  const lists = Object.entries(shape).filter(([, value]) => isList(value))
  return new Set(lists.map(([name]) => name))
}

/** Returns the faults against the union option that shares the most fields with the request. */
function fieldsOfUnion(schema: z.core.$ZodType, errors: z.core.$ZodIssue[][]): Field[] {
  const options = schema instanceof z.core.$ZodUnion ? schema._zod.def.options : []
  const faultsByOption = options.map((option, at) => {
    const faults = (errors[at] ?? []).flatMap((issue) => fieldsOf(option, issue))
    return { faults, unknown: faults.filter(({ rule }) => rule === 'unknownField').length }
  })
  return faultsByOption.toSorted((a, b) => a.unknown - b.unknown)[0]?.faults ?? []
}

function fieldsOf(schema: z.core.$ZodType, issue: z.core.$ZodIssue): Field[] {
  if (issue.code === 'invalid_union') return fieldsOfUnion(schema, issue.errors)
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    const message = `is not known here; expected are ${expectedAt(schema, issue.path).join(', ')}`
    return issue.keys.map((name) => ({
      path: [...path, name].join('.'),
      rule: 'unknownField',
      values: { name },
      message,
    }))
  }
  if (issue.code === 'custom') {
    const { id = 'type', values } = issue.params ?? {}
    return [
      { path: path.join('.'), rule: String(id), message: issue.message, ...(values && { values }) },
    ]
  }
  return [{ path: path.join('.'), rule: 'object', message: 'must be an object' }]
}

/**
 * Validates a value against a schema of the console's own API; throws 400 with all faults, unknown
 * fields first.
 */
export function parseChecked<S extends z.core.$ZodType>(
  schema: S,
  value: unknown,
  oldNames: ReadonlyMap<string, string> = new Map(),
): z.output<S> {
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return parsed.data
  const allFaults = parsed.error.issues.flatMap((issue) => fieldsOf(schema, issue))
  const unknown = allFaults.filter(({ rule }) => rule === 'unknownField')
  const renamedFaults = (unknown.length > 0 ? unknown : allFaults).map((field) => {
    const [first = '', ...rest] = field.path.split('.')
    return { ...field, path: [oldNames.get(first) ?? first, ...rest].join('.') }
  })
  throw invalid(renamedFaults)
}
