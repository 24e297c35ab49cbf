import * as z from 'zod/mini'
import type { Action } from '../action'
import { withoutIrrelevant } from './rules'

/** A violation of a rule by a value. */
export interface Fault {
  /** Wire name of the value, e.g. `containers.0.envs.1.name`; empty for the whole request. */
  path: string
  /** One of `builtInRules`, or the ID of a contract rule; the key of the translation. */
  rule: string
  /** Values for the message: `minimum`, `maximum`, `divisor`, `values`, `name`, or a rule's own. */
  values?: Record<string, string | number>
  /**
   * English message for scripts and logs; continues a sentence that begins with the value's name.
   */
  message: string
}

/** Rules that a value of the wrong type breaks. */
export const typeRules = [
  'text',
  'number',
  'integer',
  'boolean',
  'list',
  'object',
  'type',
  'oneOf',
] as const

/** Rules of field types; the contract's own rules have their own IDs. */
export const builtInRules = [
  'required',
  ...typeRules,
  'tooSmall',
  'tooBig',
  'tooShort',
  'tooLong',
  'tooFew',
  'tooMany',
  'multipleOf',
  'unknownField',
  'indexes',
] as const

type BuiltInRule = (typeof builtInRules)[number]
type Violation = Pick<Fault, 'rule' | 'message' | 'values'>

const rulesByType: Readonly<Record<string, [BuiltInRule, string]>> = {
  string: ['text', 'must be text'],
  number: ['number', 'must be a number'],
  int: ['integer', 'must be a whole number'],
  boolean: ['boolean', 'must be true or false'],
  array: ['list', 'must be a list'],
  object: ['object', 'must be an object'],
  record: ['object', 'must be an object'],
}

function ofSize(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Violation {
  const small = issue.code === 'too_small'
  const bound = Number(small ? issue.minimum : issue.maximum)
  const values = small ? { minimum: bound } : { maximum: bound }
  const boundText = small ? `at least ${bound}` : `at most ${bound}`
  if (issue.origin === 'string') {
    if (small && bound === 1) return { rule: 'required', message: 'must not be empty' }
    return {
      rule: small ? 'tooShort' : 'tooLong',
      values,
      message: `must have ${boundText} characters`,
    }
  }
  if (issue.origin === 'array') {
    return {
      rule: small ? 'tooFew' : 'tooMany',
      values,
      message: `must have ${boundText} ${bound === 1 ? 'item' : 'items'}`,
    }
  }
  return { rule: small ? 'tooSmall' : 'tooBig', values, message: `must be ${boundText}` }
}

function violationOf(issue: z.core.$ZodIssue): Violation {
  const isMissing = 'input' in issue && issue.input === undefined
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return ofSize(issue)
    case 'not_multiple_of':
      return {
        rule: 'multipleOf',
        values: { divisor: issue.divisor },
        message: `must be a multiple of ${issue.divisor}`,
      }
    case 'custom':
      return {
        rule: String(issue.params?.id ?? 'type'),
        ...(issue.params?.values && { values: issue.params.values }),
        message: issue.message,
      }
    case 'invalid_type': {
      if (isMissing) return { rule: 'required', message: 'is required' }
      const [rule, message] = rulesByType[issue.expected] ?? ['type', 'has the wrong type']
      return { rule, message }
    }
    case 'invalid_value': {
      if (isMissing) return { rule: 'required', message: 'is required' }
      const values = issue.values.map(String).join(', ')
      return { rule: 'oneOf', values: { values }, message: `must be one of ${values}` }
    }
    default:
      return { rule: 'type', message: 'has the wrong type' }
  }
}

const pathOf = (path: readonly PropertyKey[]) => path.map(String).join('.')

/** Faults of type: the contract's own rules are not checked for a value of the wrong type. */
const silencingRules: ReadonlySet<string> = new Set<BuiltInRule>(['required', ...typeRules])

/**
 * Returns all faults in a schema's error, in the order of its fields. The parse must set
 * `reportInput` (see `check`); otherwise a missing value is reported as a wrong type.
 */
export function faultsOf(error: z.core.$ZodError): Fault[] {
  const faults = error.issues.flatMap((issue): Fault[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((name) => ({
          path: pathOf([...issue.path, name]),
          rule: 'unknownField',
          values: { name },
          message: 'is not a known field',
        }))
      : [{ path: pathOf(issue.path), ...violationOf(issue) }],
  )
  const ownRules = new Set(
    error.issues.filter((issue) => issue.code === 'custom').map((issue) => issue.params?.id),
  )
  const silent = new Set(
    faults.filter((fault) => silencingRules.has(fault.rule)).map((fault) => fault.path),
  )
  return faults.filter((fault) => !(ownRules.has(fault.rule) && silent.has(fault.path)))
}

/**
 * Validates a value, ignoring fields that do not apply, and applies defaults; returns all faults.
 */
export function check<S extends z.core.$ZodType>(
  schema: S,
  value: unknown,
): { value: z.output<S>; faults?: never } | { value?: never; faults: Fault[] } {
  const relevant = withoutIrrelevant(schema, value)
  const parsed = z.safeParse(schema, relevant)
  if (parsed.success) return { value: parsed.data }
  // The first parse has no options, because they cost more than the validation and most values are
  // valid.
  const { error } = z.safeParse(schema, relevant, { reportInput: true })
  return { faults: faultsOf(error ?? parsed.error) }
}

/** Returns all faults of an action's nested parameters; empty if the call is valid. */
export function validate(action: Action, params: unknown): Fault[] {
  return check(action.request, params).faults ?? []
}
