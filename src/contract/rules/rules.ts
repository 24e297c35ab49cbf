import * as z from 'zod/mini'

/**
 * A rule beyond the type of a field. `id` is the key of its translation (`rules.<id>`), `text` its
 * English text. GET /api/contract publishes both under `rules`, the text as `says`.
 */
export interface Rule<T> {
  id: string
  text: string
  /** Path of the field at fault, relative to the schema with the rule. */
  path?: readonly (string | number)[]
  holds(value: T): boolean
}

const isFilled = (value: unknown) => value !== undefined && value !== null

/**
 * Adds rules that are checked even if other fields are invalid, so that a form shows all faults at
 * once. `holds` must therefore tolerate fields that are missing or of another type.
 */
export function ruled<S extends z.ZodMiniType>(
  schema: S,
  rules: readonly Rule<z.output<S>>[],
  meta: Record<string, unknown> = {},
): S {
  const checked = schema.check(
    ...rules.map((rule) =>
      z.refine<z.output<S>>((value) => rule.holds(value), {
        error: rule.text,
        path: [...(rule.path ?? [])],
        params: { id: rule.id },
        when: (payload) => isFilled(payload.value),
      }),
    ),
  )
  const named = rules.map(({ id, text }) => ({ id, says: text }))
  z.globalRegistry.add(checked, { ...z.globalRegistry.get(schema), ...meta, rules: named })
  return checked
}

/** A string with a pattern, and a text that explains the pattern. */
export function format(id: string, pattern: RegExp, text: string) {
  return ruled(
    z.string(),
    [{ id, text, holds: (value) => typeof value !== 'string' || pattern.test(value) }],
    { pattern: pattern.source },
  )
}

/** Adds facts for readers of the JSON Schema (unit, default of a required field) to a schema. */
export function noted<S extends z.core.$ZodType>(schema: S, meta: Record<string, unknown>): S {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), ...meta })
  return schema
}

/** A list that a call may set to empty. On the wire an empty list leaves no trace: absent means empty. */
export function emptiable<S extends z.core.$ZodType>(schema: S): S {
  return noted(schema, { emptiable: true })
}
