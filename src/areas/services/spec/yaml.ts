import {
  Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type ScalarTag,
  type Tags,
} from 'yaml'
import { stringifyString } from 'yaml/util'
import { isFields, isSame } from '../../../api/merge/keyed'
import { needsQuotes, quoteYaml } from '../../../contract/formats/yamlText'
import type { Fault } from '../../../contract/rules/faults'

/** An error in a text, with its offsets. */
export interface Problem {
  from: number
  to: number
  /** Line number, starting at 1. */
  line: number
  /** Message of the YAML parser; all other errors come from the contract. */
  syntax?: string
  fault?: Fault
  /** Kind of a text that is valid YAML but not a service. */
  foreign?: 'kubernetes' | 'text' | 'list' | 'empty' | 'several'
}

export interface Parsed {
  /** The parsed value; undefined if the text cannot be parsed. */
  value?: Record<string, unknown>
  problems: Problem[]
}

const options = { lineWidth: 0, indent: 2 } as const

/** Quotes new texts that a reader could misinterpret; existing texts stay unchanged. */
const stringTag: ScalarTag = {
  identify: (value) => typeof value === 'string',
  default: true,
  tag: 'tag:yaml.org,2002:str',
  resolve: (value) => value,
  stringify: (item, context, ...rest) =>
    item.type === undefined && typeof item.value === 'string' && needsQuotes(item.value)
      ? quoteYaml(item.value)
      : stringifyString(item, { ...context, actualString: true }, ...rest),
}
const schema = {
  customTags: (tags: Tags): Tags =>
    tags.map((tag) => (typeof tag === 'object' && tag.tag === stringTag.tag ? stringTag : tag)),
}

/** Serialises settings as YAML. */
export const toYaml = (value: object): string => new Document(value, schema).toString(options)

function reconcile(document: Document, node: unknown, value: unknown): unknown {
  const isRight = isNode(node) && isSame(node.toJS(document), value)
  if (isRight && JSON.stringify(node.toJS(document)) === JSON.stringify(value)) return node
  if (isMap(node) && isFields(value)) {
    for (const pair of [...node.items]) {
      const name = isScalar(pair.key) ? String(pair.key.value) : String(pair.key)
      if (value[name] === undefined) node.delete(pair.key)
      else pair.value = reconcile(document, pair.value, value[name])
    }
    for (const [name, child] of Object.entries(value)) {
      if (child !== undefined && !node.has(name)) node.set(name, document.createNode(child))
    }
    return node
  }
  if (isSeq(node) && Array.isArray(value)) {
    node.items = value.map((item, index) => reconcile(document, node.items[index], item))
    return node
  }
  if (isScalar(node) && (typeof value !== 'object' || value === null)) {
    const newNode = document.createNode(value)
    if (node.comment) newNode.comment = node.comment
    return newNode
  }
  return document.createNode(value)
}

/** Updates the settings in a text, preserving formatting and comments of unchanged parts. */
export function rewriteYaml(text: string, value: object): string {
  const document = parseDocument(text, schema)
  if (document.errors.length > 0 || !isMap(document.contents)) return toYaml(value)
  reconcile(document, document.contents, value)
  return document.toString(options)
}

const rangeOf = (node: unknown): [number, number] | undefined =>
  isNode(node) && node.range ? [node.range[0], node.range[1]] : undefined

/** Range of the value at a path; for a missing value, that of its parent's key. */
function spanOf(root: Node | null, path: readonly string[]): [number, number] {
  let node: unknown = root
  let span: [number, number] = [root?.range?.[0] ?? 0, (root?.range?.[0] ?? 0) + 1]
  for (const name of path) {
    if (!isCollection(node)) break
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === name)
      if (!pair) break
      span = rangeOf(pair.key) ?? span
      node = pair.value
    } else {
      const item: unknown = node.items[Number(name)]
      if (item === undefined) break
      node = isPair(item) ? item.value : item
      // Mark only the first field of a mapping rather than all of it.
      const first = isMap(node) ? node.items[0]?.key : node
      span = rangeOf(first) ?? span
    }
  }
  const isWhole = isScalar(node) && node.range
  return isWhole ? (rangeOf(node) ?? span) : span
}

function foreignIn(value: unknown): Problem['foreign'] {
  if (value === null || value === undefined) return 'empty'
  if (Array.isArray(value)) return 'list'
  if (!isFields(value)) return 'text'
  return typeof value.apiVersion === 'string' || 'kind' in value ? 'kubernetes' : undefined
}

/**
 * Parses a text and validates it against the contract. Errors carry their lines; `value` is set
 * whenever the text is a mapping, valid or not.
 */
export function parseYaml(text: string, check: (value: object) => readonly Fault[]): Parsed {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  const at = (from: number, to: number) => ({
    from: Math.min(from, text.length),
    to: Math.min(Math.max(to, from), text.length),
    line: Math.max(1, counter.linePos(Math.min(from, text.length)).line),
  })
  const errors = [...document.errors, ...document.warnings]
  const syntax = errors.map(({ pos, code, message }): Problem => {
    const where = at(pos[0], pos[1])
    return code === 'MULTIPLE_DOCS'
      ? { ...where, foreign: 'several' }
      : { ...where, syntax: message }
  })
  if (syntax.length > 0) return { problems: syntax }
  const root = document.contents
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    return { problems: [{ ...at(0, text.length), syntax: String(error) }] }
  }
  const foreign = foreignIn(value)
  if (foreign || !isFields(value)) {
    const [from, to] = spanOf(root, foreign === 'kubernetes' ? ['kind'] : [])
    return { problems: [{ ...at(from, to), foreign: foreign ?? 'text' }] }
  }
  const problems = check(value).map((fault): Problem => {
    const path = fault.path === '' ? [] : fault.path.split('.')
    const [from, to] = spanOf(root, path)
    return { ...at(from, to), fault }
  })
  return { value, problems }
}
