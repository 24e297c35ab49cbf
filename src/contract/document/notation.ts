/**
 * The API document's description of an action in a compact notation with a line for each parameter
 * or field: containers[].cpuLimits  int  0..  [mU]  ~leastCpu The line has a path (`[]`: of each
 * item) and a type, then in any order: `!` required (requests), `?` optional (responses), `=x`
 * default, `a|b` enumeration, `1..10` range, `#8..16` length or number of items, `/10` step, `[s]`
 * unit, `~id` a rule beyond JSON Schema, `%` can be set to empty. `␣` stands for a space inside a
 * value; the type `time` is a string in Beijing time. A path that begins with `+` is not in the
 * document; the lower bounds 0 and 1 of numbers follow from their meaning. A line that begins with
 * `.` describes the whole request or response.
 */
export interface Documented {
  host?: 'ccs' | 'ccr' | 'monitor'
  section: string
  /** Kinds of the action; absent for a synchronous read. */
  is?: readonly ('mutating' | 'destructive' | 'async' | 'paged' | 'flat')[]
  request?: string
  response?: string
}

type Schema = { readonly [key: string]: unknown }

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const inner = (value: unknown): Schema => (isSchema(value) ? value : {})

const escapeSpaces = (value: unknown) => String(value).replaceAll(' ', '␣')

/** Unit of times in the contract; the notation has the type `time` for it. */
const beijingTimeUnit = 'Beijing time'

function typeOf(schema: Schema): string {
  if (schema.unit === beijingTimeUnit) return 'time'
  if (Array.isArray(schema.type)) return schema.type.join('|')
  if (isSchema(schema.additionalProperties)) return `map<${typeOf(schema.additionalProperties)}>`
  const names = new Map([
    ['integer', 'int'],
    ['boolean', 'bool'],
  ])
  const values: unknown = Array.isArray(schema.enum) ? schema.enum : undefined
  const isWhole = Array.isArray(values) && values.every((value) => Number.isInteger(value))
  return isWhole ? 'int' : (names.get(String(schema.type)) ?? String(schema.type))
}

const range = (prefix: string, low: unknown, high: unknown) =>
  low === undefined && high === undefined ? [] : [`${prefix}${low ?? ''}..${high ?? ''}`]

function tokensOf(schema: Schema): string[] {
  const { minLength, maxLength, minItems, maxItems, minimum, maximum } = schema
  const rules: unknown[] = Array.isArray(schema.rules) ? schema.rules : []
  return [
    ...('default' in schema ? [`=${escapeSpaces(schema.default)}`] : []),
    ...(Array.isArray(schema.enum) ? [schema.enum.map(escapeSpaces).join('|')] : []),
    ...range('', minimum, maximum),
    ...range('#', minLength === 1 ? undefined : minLength, maxLength),
    ...range('#', minItems, maxItems),
    ...(schema.multipleOf === undefined ? [] : [`/${schema.multipleOf}`]),
    ...(schema.unit === undefined || schema.unit === beijingTimeUnit ? [] : [`[${schema.unit}]`]),
    ...rules.map((rule) => `~${inner(rule).id}`),
    ...(schema.emptiable === true ? ['%'] : []),
  ]
}

const line = (path: string, type: string, tokens: readonly string[]) =>
  [path, type, ...[...tokens].sort()].filter((part) => part !== '').join(' ')

function* render(schema: Schema, path: string, io: 'request' | 'response'): Generator<string> {
  const required: unknown[] = Array.isArray(schema.required) ? schema.required : []
  for (const [name, value] of Object.entries(inner(schema.properties))) {
    const at = path === '' ? name : `${path}.${name}`
    const isRequired = required.includes(name)
    const mark = io === 'request' ? (isRequired ? ['!'] : []) : isRequired ? [] : ['?']
    yield* renderOne(inner(value), at, mark, io)
  }
}

/**
 * Merges the two marks for an absent object, because samples contain null for objects that are
 * optional in the tables.
 */
function withoutNulls(schema: Schema): Schema {
  const [first, second, ...more]: unknown[] = Array.isArray(schema.anyOf) ? schema.anyOf : []
  return more.length === 0 && inner(second).type === 'null' ? inner(first) : schema
}

function* renderOne(
  nullable: Schema,
  path: string,
  tokens: readonly string[],
  io: 'request' | 'response',
): Generator<string> {
  const schema = withoutNulls(nullable)
  const allTokens = [...tokens, ...tokensOf(schema)]
  if (schema.type === 'array') {
    yield* renderOne(inner(schema.items), `${path}[]`, allTokens, io)
    return
  }
  yield line(path, typeOf(schema), allTokens)
  yield* render(schema, path, io)
}

/** Converts a JSON Schema to the notation, sorted. */
export function notationOf(schema: unknown, io: 'request' | 'response'): string[] {
  const schemaTokens = tokensOf(inner(schema))
  const lines = [...render(inner(schema), '', io)]
  return [...(schemaTokens.length > 0 ? [line('.', '', schemaTokens)] : []), ...lines].sort()
}

/** Normalises a table's text like `notationOf`. */
export function linesOf(text = ''): string[] {
  const lines = text.split('\n').map((item) => item.trim().replace(/^\+/, ''))
  return lines
    .filter((candidate) => candidate !== '')
    .map((item) => {
      const [path = '', ...rest] = item.split(/\s+/)
      return path === '.' ? line(path, '', rest) : line(path, rest[0] ?? '', rest.slice(1))
    })
    .sort()
}
