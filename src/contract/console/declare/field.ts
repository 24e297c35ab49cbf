import * as z from 'zod/mini'

// Always interpret schemas: zod compiles them with the Function constructor, which a strict CSP
// forbids.
z.config({ jitless: true })

/**
 * The rule of a field: `rule` is its ID, which is the translation key; `message` continues a
 * sentence that begins with the field's name.
 */
export interface FieldRule {
  rule: string
  message: string
  values?: Readonly<Record<string, string | number>>
}

const innerSchemas = new WeakMap<z.core.$ZodType, z.core.$ZodType>()

/** The inner schema of a field; undefined for schemas that `field` has not created. */
export const schemaOfField = (schema: z.core.$ZodType): z.core.$ZodType | undefined =>
  innerSchemas.get(schema)

/**
 * Wraps a schema with a single rule for every fault, including a missing value. `meta` replaces the
 * derived JSON Schema.
 */
export function field<S extends z.core.$ZodType>(
  schema: S,
  { rule, message, values }: FieldRule,
  meta?: Readonly<Record<string, unknown>>,
): z.ZodMiniCustom<z.input<S>, z.input<S>> {
  const checkedSchema = z.custom<z.input<S>>((value) => z.safeParse(schema, value).success, {
    error: message,
    params: { id: rule, ...(values && { values }) },
  })
  innerSchemas.set(checkedSchema, schema)
  if (meta) z.globalRegistry.add(checkedSchema, meta)
  return checkedSchema
}

/** Validates by a schema, but is documented as another, more detailed one. */
export function documentedAs<S extends z.core.$ZodType>(schema: S, documented: z.core.$ZodType): S {
  innerSchemas.set(schema, documented)
  return schema
}

/**
 * A list of 1 to `maximum` items. The handler validates the items, so that an invalid item does not
 * refuse the others.
 */
export function listOfUnchecked<S extends z.core.$ZodType>(item: S, maximum: number) {
  const hasLength = (holds: (length: number) => boolean, id: string, message: string) =>
    z.refine<z.input<S>[]>((value) => !Array.isArray(value) || holds(value.length), {
      error: message,
      params: { id, values: { minimum: 1, maximum } },
    })
  const list = z
    .custom<z.input<S>[]>((value) => Array.isArray(value), {
      error: 'must be a list',
      params: { id: 'list' },
    })
    .check(
      hasLength((length) => length >= 1, 'tooFew', 'must have at least 1 item'),
      hasLength((length) => length <= maximum, 'tooMany', `must have at most ${maximum} items`),
    )
  return documentedAs(list, z.array(item).check(z.minLength(1), z.maxLength(maximum)))
}

/** A non-empty string. */
export const requiredText = (message = 'is required and must be a text') =>
  field(z.string().check(z.minLength(1)), { rule: 'required', message })

/** A required query parameter. */
export const requiredParameter = () => requiredText('is required')

export const flag = () => field(z.boolean(), { rule: 'boolean', message: 'must be true or false' })

function choice(values: readonly string[]): FieldRule {
  const valueList = values.join(', ')
  return { rule: 'oneOf', message: `must be one of ${valueList}`, values: { values: valueList } }
}

export const oneOf = <const T extends readonly string[]>(values: T) =>
  field(z.enum(values), choice(values))

/** A query parameter that may be repeated. */
export const repeatableChoice = <const T extends readonly string[]>(values: T) =>
  field(z.array(z.enum(values)), choice(values))

/** An integer query parameter, given as a string or a number, with a default. */
export function integer(minimum: number, maximum: number, standard: number) {
  const number = z.int().check(z.gte(minimum), z.lte(maximum))
  const given = field(
    z.union([
      number,
      z.string().check(z.refine((digits) => number.safeParse(Number(digits)).success)),
    ]),
    { rule: 'integer', message: `must be a integer number from ${minimum} to ${maximum}` },
    { type: 'integer', minimum, maximum, default: standard },
  )
  return z.pipe(
    z.optional(given),
    z.transform((value) => (value === undefined ? standard : Number(value))),
  )
}
