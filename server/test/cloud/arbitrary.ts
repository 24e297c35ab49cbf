import fc from 'fast-check'
import * as z from 'zod/mini'
import type { Action } from '../../../src/contract/action'
import {
  isMetricName,
  metricLevels,
  metrics,
} from '../../../src/contract/actions/monitoring/metrics'
import { check } from '../../../src/contract/rules/faults'
import { withoutIrrelevant } from '../../../src/contract/rules/rules'

/** Texts that encodings often break. */
const awkwardTexts = [
  '&a=b',
  'a+b c',
  '100%',
  '%41',
  'two\nlines',
  '@file',
  '容器',
  '🐳',
  'true',
  '0',
  '"',
  '\\',
]

const anyTexts = new Map<string, fc.Arbitrary<string>>()

/**
 * Any text within the bounds. Arbitraries are cached by their bounds, because creating one builds a
 * map of all code points.
 */
function anyText(minLength: number, maxLength: number): fc.Arbitrary<string> {
  const key = `${minLength} ${maxLength}`
  const arbitraryText = anyTexts.get(key) ?? fc.string({ unit: 'binary', minLength, maxLength })
  anyTexts.set(key, arbitraryText)
  return arbitraryText
}

/** The bounds set by the schema's checks. */
function boundsOf(schema: z.core.$ZodType) {
  const bounds = z.toJSONSchema(schema)
  return (name: keyof typeof bounds, otherwise: number): number => {
    const value = bounds[name]
    return typeof value === 'number' ? value : otherwise
  }
}

function textFor(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const pattern = z.globalRegistry.get(schema)?.pattern
  // Half a surrogate pair cannot be sent as UTF-8.
  if (typeof pattern === 'string') {
    return fc.stringMatching(new RegExp(pattern)).filter((value) => !/\p{Surrogate}/u.test(value))
  }
  const bound = boundsOf(schema)
  const minLength = bound('minLength', 0)
  const maxLength = bound('maxLength', 40)
  const fitting = awkwardTexts.filter(
    (text) => text.length >= minLength && text.length <= maxLength,
  )
  const free = anyText(minLength, maxLength)
  return fitting.length > 0 ? fc.oneof(fc.constantFrom(...fitting), free) : free
}

function numberFor(schema: z.core.$ZodType): fc.Arbitrary<number> {
  const bound = boundsOf(schema)
  const step = bound('multipleOf', 1)
  const min = Math.max(bound('minimum', 0), -1000)
  const max = Math.min(bound('maximum', 100_000), 100_000)
  return fc
    .integer({ min: Math.ceil(min / step), max: Math.floor(max / step) })
    .map((n) => n * step)
}

function valueFor(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodDefault) {
    return fc.option(arbitrary(schema._zod.def.innerType), { nil: undefined })
  }
  if (schema instanceof z.core.$ZodObject) {
    const fields = Object.entries(schema._zod.def.shape)
    return fc.record(Object.fromEntries(fields.map(([name, value]) => [name, arbitrary(value)])))
  }
  if (schema instanceof z.core.$ZodArray) {
    const minLength = boundsOf(schema)('minItems', 0)
    return fc.array(arbitrary(schema._zod.def.element), { minLength, maxLength: minLength + 2 })
  }
  if (schema instanceof z.core.$ZodRecord) {
    return fc.dictionary(fc.string({ minLength: 1 }), arbitrary(schema._zod.def.valueType))
  }
  if (schema instanceof z.core.$ZodEnum || schema instanceof z.core.$ZodLiteral) {
    return fc.constantFrom(...schema._zod.values)
  }
  if (schema instanceof z.core.$ZodNumber) return numberFor(schema)
  if (schema instanceof z.core.$ZodBoolean) return fc.boolean()
  if (schema instanceof z.core.$ZodString) return textFor(schema)
  throw new Error(`no generator for ${schema._zod.def.type}`)
}

/** Values that a schema of the contract accepts, including its refinements. */
function arbitrary(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  return valueFor(schema).filter((value) => check(schema, value).faults === undefined)
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const rows = (value: unknown) => (Array.isArray(value) ? value.filter(isFields) : [])

/** Replaces random dimensions by those of the metric, because random values hardly ever match. */
function withMetricDimensions(params: Record<string, unknown>): unknown {
  if (!isMetricName(params.metricName)) return params
  const { namespace, dimensions } = metricLevels[metrics[params.metricName].level]
  const value = rows(params.dimensions)[0]?.value
  return { ...params, namespace, dimensions: dimensions.map((name) => ({ name, value })) }
}

/**
 * Makes mounts refer to the service's volumes and container names unique, because random values
 * hardly ever do so.
 */
function withLinkedVolumes(params: unknown): unknown {
  if (!isFields(params)) return params
  if (!('volumes' in params)) return withMetricDimensions(params)
  const names = rows(params.volumes).map(({ name }) => name)
  const containers = rows(params.containers).map((row, index) => {
    const mounts = names.length > 0 ? rows(row.volumeMounts) : []
    return {
      ...row,
      containerName: `${String(row.containerName).slice(0, 50)}${index}`,
      volumeMounts: mounts.map((mount, at) => ({ ...mount, volumeName: names[at % names.length] })),
    }
  })
  return { ...params, containers }
}

/** Valid parameters of an action, nested as in the contract; some omit fields with defaults. */
export const paramsOf = (action: Action): fc.Arbitrary<Record<string, unknown>> =>
  valueFor(action.request)
    .map((params) => withoutIrrelevant(action.request, withLinkedVolumes(params)))
    .filter((value): value is Record<string, unknown> => {
      return isFields(value) && check(action.request, value).faults === undefined
    })
