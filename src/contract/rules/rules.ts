import * as z from 'zod/mini'
import { isFields } from '../fields'
import type { Vocabulary } from '../tables/vocabularies'

/**
 * A rule beyond the type of a field. `id` is the key of its translation (`rules.<id>`), `text` its
 * English text. GET /api/contract publishes both under `rules`, the text as `says`.
 */
export interface Rule<T> {
  id: string
  text: string
  /** Path of the faulty field, relative to the schema with the rule. */
  path?: readonly (string | number)[]
  /** Values for the translation, such as a limit. */
  values?: Readonly<Record<string, string | number>>
  holds(value: T): boolean
}

const isFilled = (value: unknown) => value !== undefined && value !== null

/**
 * Adds rules that are checked even if other fields are invalid, so that a form shows all faults at
 * once. `holds` must therefore tolerate missing fields and fields of another type.
 */
export function withRules<S extends z.ZodMiniType>(
  schema: S,
  rules: readonly Rule<z.output<S>>[],
  meta: Record<string, unknown> = {},
): S {
  const checked = schema.check(
    ...rules.map((rule) =>
      z.refine<z.output<S>>((value) => rule.holds(value), {
        error: rule.text,
        path: [...(rule.path ?? [])],
        params: { id: rule.id, values: rule.values },
        when: (payload) => isFilled(payload.value),
      }),
    ),
  )
  const ruleTexts = rules.map(({ id, text }) => ({ id, says: text }))
  z.globalRegistry.add(checked, { ...z.globalRegistry.get(schema), ...meta, rules: ruleTexts })
  return checked
}

/** A string schema with a pattern, and a text that explains the pattern. */
export function patternString(id: string, pattern: RegExp, text: string) {
  return withRules(
    z.string(),
    [{ id, text, holds: (value) => typeof value !== 'string' || pattern.test(value) }],
    { pattern: pattern.source },
  )
}

/**
 * Adds metadata for readers of the JSON Schema, such as a unit or the default of a required field.
 */
export function withMeta<S extends z.core.$ZodType>(schema: S, meta: Record<string, unknown>): S {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), ...meta })
  return schema
}

/** Names the vocabularies that explain the values of a schema. */
export const withVocabulary = <S extends z.core.$ZodType>(
  schema: S,
  ...vocabularies: Vocabulary[]
): S => withMeta(schema, { vocabularies })

/**
 * A required list or map that a call may set to empty. On the wire the parameter then has an empty
 * value (`labels=`). A missing parameter is refused, because a client may have forgotten it.
 */
export function emptiable<S extends z.core.$ZodType>(schema: S): S {
  return withMeta(schema, { emptiable: true })
}

interface Relevant {
  field: string
  /** The condition in English, as published in the JSON Schema. */
  when: string
  /** Must tolerate missing fields and fields of another type. */
  holds(value: Readonly<Record<string, unknown>>): boolean
}

/** When a field of an object applies; if it does not, the API ignores the field's value. */
export interface Relevance<T> extends Relevant {
  field: keyof T & string
}

type Prune = (value: unknown) => unknown

const relevances = new WeakMap<z.core.$ZodType, readonly Relevant[]>()
const prunes = new WeakMap<z.core.$ZodType, { prune: Prune | undefined }>()

/** Declares fields of an object that apply only under a condition. */
export function relevantIf<S extends z.ZodMiniType<object>>(
  schema: S,
  all: readonly Relevance<z.input<S>>[],
): S {
  const relevanceTexts = all.map(({ field, when }) => ({ field, when }))
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), relevance: relevanceTexts })
  relevances.set(schema, all)
  return schema
}

function pruneObject(schema: z.core.$ZodObject): Prune | undefined {
  const ownRelevances = relevances.get(schema) ?? []
  const inner = Object.entries(schema._zod.def.shape).flatMap(([name, field]) => {
    const prune = pruneOf(field)
    return prune ? [{ name, prune }] : []
  })
  if (ownRelevances.length === 0 && inner.length === 0) return undefined
  return (value) => {
    if (!isFields(value)) return value
    const prunedValue = { ...value }
    for (const { field, holds } of ownRelevances) if (!holds(value)) delete prunedValue[field]
    for (const { name, prune } of inner)
      if (name in prunedValue) prunedValue[name] = prune(prunedValue[name])
    return prunedValue
  }
}

function derivePrune(schema: z.core.$ZodType): Prune | undefined {
  if (schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodDefault) {
    return pruneOf(schema._zod.def.innerType)
  }
  if (schema instanceof z.core.$ZodArray) {
    const prune = pruneOf(schema._zod.def.element)
    return prune && ((value) => (Array.isArray(value) ? value.map(prune) : value))
  }
  return schema instanceof z.core.$ZodObject ? pruneObject(schema) : undefined
}

function pruneOf(schema: z.core.$ZodType): Prune | undefined {
  const cachedPrune = prunes.get(schema)
  if (cachedPrune) return cachedPrune.prune
  const prune = derivePrune(schema)
  prunes.set(schema, { prune })
  return prune
}

/**
 * Returns the value without the fields that do not apply; the same value if the schema has no
 * conditional fields.
 */
export function withoutIrrelevant(schema: z.core.$ZodType, value: unknown): unknown {
  const prune = pruneOf(schema)
  return prune ? prune(value) : value
}
