import * as z from 'zod/mini'
import type { Action } from '../../../../src/contract/action'
import { isFields } from '../../../../src/contract/fields'
import { check as validate } from '../../../../src/contract/rules/faults'
import { monitorCodes } from '../../../../src/contract/tables/monitorCodes'
import { type Shape, shapeOf } from '../../../wire/shape'
import type { Check } from '../check'
import { anywhere, type TargetResources, validRequests } from '../parameters'

/** A change of one value that makes a request invalid according to the API document. */
interface Fault {
  /** Contains no indexes, so that the title is the same for all endpoints. */
  title: string
  path: readonly (string | number)[]
  /** Undefined if the value is omitted. */
  value: unknown
}

type Path = readonly (string | number)[]

/** Copies a value, with the value at the path replaced, or removed if `value` is undefined. */
function withValue(target: unknown, [name, ...rest]: Path, value: unknown): unknown {
  if (name === undefined) return value
  if (Array.isArray(target)) {
    return target.map((item, index) => (index === name ? withValue(item, rest, value) : item))
  }
  if (!isFields(target)) return target
  const inner = withValue(target[name], rest, value)
  const { [name]: _old, ...others } = target
  return inner === undefined ? others : { ...others, [name]: inner }
}

const nameOf = (path: Path) => path.filter((part) => typeof part === 'string').join('.')

const awkwardText = 'Gantry, & "no"\u0007 such 值'

/** Numbers within the schema's bounds that other rules may reject, e.g. a minimum CPU request. */
const oddNumbers = [1, 5, 0.5, 29_999]

/**
 * Values one step beyond the bounds, values of another type, and values that break the schema's
 * other rules.
 */
function wrongValues(shape: Shape): unknown[] {
  const isRefused = (value: unknown) => !z.safeParse(shape.schema, value).success
  switch (shape.kind) {
    case 'number': {
      const { minimum, maximum } = z.toJSONSchema(shape.schema)
      const bound = (value: unknown, step: number) =>
        typeof value === 'number' && Math.abs(value) < 1e9 ? [value + step] : []
      const numbers = [...bound(minimum, -1), ...bound(maximum, 1), ...oddNumbers]
      return ['text', ...new Set(numbers)].filter(isRefused)
    }
    case 'choice':
    case 'boolean':
      return ['gantry-none']
    case 'text':
      return [awkwardText].filter(isRefused)
    default:
      return []
  }
}

function* faultsWithin(shape: Shape, value: unknown, path: Path): Generator<Fault> {
  const name = nameOf(path)
  if (shape.kind === 'object' && isFields(value)) {
    for (const [field, inner] of shape.fields) {
      const at = [...path, field]
      if (!inner.optional) {
        yield { title: `refuses a request without ${nameOf(at)}`, path: at, value: undefined }
      }
      yield* faultsWithin(inner, value[field], at)
    }
  } else if (shape.kind === 'list') {
    if (Array.isArray(value) && value.length > 0) {
      yield* faultsWithin(shape.item, value[0], [...path, 0])
    }
  } else {
    for (const wrongValue of wrongValues(shape)) {
      const description =
        typeof wrongValue === 'number' ? String(wrongValue) : 'an undocumented value'
      yield { title: `refuses ${description} of ${name}`, path, value: wrongValue }
    }
  }
}

const invalidParameter = 4000

/** The codes for a malformed request; monitoring has its own codes. */
export const codesFor = ({ host }: Action, isMissing: boolean): number[] =>
  host === 'monitor'
    ? [isMissing ? monitorCodes.Missing.code : monitorCodes.Invalid.code]
    : [invalidParameter]

/**
 * Checks that an action refuses a request without one of the required parameters, or with one
 * invalid value. `placeOf` names the resources of an otherwise valid request.
 */
export function invalidParameterChecks(
  action: Action,
  placeOf: (context: Parameters<Check['run']>[0]) => TargetResources,
): Check[] {
  const { name } = action
  if (!isKnown(name)) return []
  const valid = validRequests[name]
  if (!valid) return []
  // Faults depend only on the parameters, not on the names of the resources.
  const faults = [...faultsWithin(shapeOf(action.request), valid(anywhere), [])]
  const unique = new Map(faults.map((fault) => [fault.title, fault]))
  return [...unique.values()].flatMap(({ title, path, value }): Check[] => {
    const invalid = (resources: TargetResources) => withValue(valid(resources), path, value)
    // Skip a value that is invalid only in combination with other parameters.
    if (!validate(action.request, invalid(anywhere)).faults) return []
    return [
      {
        action: name,
        title,
        run: async (context) => {
          const params = invalid(placeOf(context))
          await context.api.refused(
            name,
            isFields(params) ? params : {},
            codesFor(action, value === undefined),
            title.replace(/^refuses /, ''),
          )
        },
      },
    ]
  })
}

const isKnown = (name: string): name is keyof typeof validRequests => name in validRequests
