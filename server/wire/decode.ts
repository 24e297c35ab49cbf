import type * as z from 'zod/mini'
import { check, type Fault } from '../../src/contract/rules/faults'
import { type Shape, shapeOf } from './shape'

/** A node of the tree of dotted names: its own value and its children. */
interface NameTree {
  value?: string
  inner: Map<string, NameTree>
}

/**
 * Deeper than any parameter of the API. Longer names are ignored, because they are unknown anyway.
 */
const maxDepth = 12

function treeOf(flat: Readonly<Record<string, string>>): NameTree {
  const root: NameTree = { inner: new Map() }
  for (const [name, value] of Object.entries(flat)) {
    const parts = name.split('.', maxDepth + 1)
    if (parts.length > maxDepth) continue
    let at = root
    for (const part of parts) {
      const child = at.inner.get(part) ?? { inner: new Map() }
      at.inner.set(part, child)
      at = child
    }
    at.value = value
  }
  return root
}

/**
 * Also finds `src.image` for `src_image` (api-facts.md 2): clients sign the name with a dot, and
 * some also send it with a dot.
 */
function findChild(branch: NameTree, field: string): NameTree | undefined {
  const direct = branch.inner.get(field)
  if (direct || !field.includes('_')) return direct
  return field.split('_').reduce<NameTree | undefined>((at, part) => at?.inner.get(part), branch)
}

/**
 * Python writes True and False, PHP 1 and 0; the document requires lowercase `true` and `false`.
 */
const booleansByText = new Map([
  ['true', true],
  ['True', true],
  ['1', true],
  ['false', false],
  ['False', false],
  ['0', false],
])

/** Samples of the document have quoted names; the names themselves contain no quotes. */
const withoutQuotes = (text: string) => /^"([^"]+)"$/.exec(text)?.[1] ?? text

/** Invalid text is returned unchanged, so that the schema reports it. */
function parseScalar(shape: Shape, text: string): unknown {
  switch (shape.kind) {
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
    case 'boolean':
      return booleansByText.get(text) ?? text
    case 'choice':
      return shape.values.find((value) => String(value) === text) ?? text
    default:
      return shape.isName ? withoutQuotes(text) : text
  }
}

/** Returns values by key; restores keys that contain dots. */
function mapOf(shape: Shape, branch: NameTree): Record<string, unknown> {
  const entries: [string, unknown][] = []
  const collect = (at: NameTree, key: string) => {
    if (at.value !== undefined) entries.push([key, parseScalar(shape, at.value)])
    for (const [part, inner] of at.inner) collect(inner, `${key}.${part}`)
  }
  for (const [key, inner] of branch.inner) collect(inner, key)
  return Object.fromEntries(entries)
}

/** Lists with gaps, by path: the first unexpected index of each. */
type Gaps = Map<string, string>

function readItem(shape: Shape, branch: NameTree, path: string, gaps: Gaps): unknown {
  if (shape.kind === 'object') {
    if (branch.inner.size === 0 && path !== '') return branch.value || undefined
    const fields = shape.fields.map(([name, field]): [string, unknown] => {
      const at = path === '' ? name : `${path}.${name}`
      return [name, read(field, findChild(branch, name), at, gaps)]
    })
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
  }
  if (shape.kind === 'map')
    return branch.inner.size > 0 ? mapOf(shape.item, branch) : branch.value || undefined
  if (shape.kind === 'list') {
    const size = branch.inner.size
    if (size === 0) return branch.value || undefined
    const items = Array.from({ length: size }, (_, index) => branch.inner.get(String(index)))
    if (items.includes(undefined)) {
      const isExpected = (key: string) => /^(0|[1-9]\d{0,8})$/.test(key) && Number(key) < size
      const index = [...branch.inner.keys()].find((key) => !isExpected(key)) ?? ''
      gaps.set(path, index.slice(0, 40))
      return undefined
    }
    return items.map((item, index) => item && readItem(shape.item, item, `${path}.${index}`, gaps))
  }
  return branch.value === undefined ? undefined : parseScalar(shape, branch.value)
}

function read(shape: Shape, branch: NameTree | undefined, path: string, gaps: Gaps): unknown {
  const value = branch && readItem(shape, branch, path, gaps)
  if (value === '' && shape.optional && check(shape.schema, value).faults) return undefined
  const isEmptied = shape.emptiable && branch?.value === '' && branch.inner.size === 0
  return isEmptied ? (shape.kind === 'map' ? {} : []) : value
}

/**
 * The inverse of `flatten`, driven by the schema: converts wire strings to typed, nested parameters
 * with defaults, or returns all faults. Unknown names are ignored, as in the API. List indexes must
 * start at 0 without gaps (rule `indexes`; the API's 4000 with module code 10380). An empty value
 * of an optional parameter that cannot be empty counts as absent.
 */
export function decode<S extends z.core.$ZodType>(
  schema: S,
  flat: Readonly<Record<string, string>>,
): { value: z.output<S>; faults?: never } | { value?: never; faults: Fault[] } {
  const gaps: Gaps = new Map()
  const checked = check(schema, readItem(shapeOf(schema), treeOf(flat), '', gaps))
  if (gaps.size === 0) return checked
  const gapFaults = [...gaps].map(([path, index]) => ({
    path,
    rule: 'indexes',
    message: `must be indexed from 0 without gaps: ${path}.0, ${path}.1 and so on, not ${path}.${index}`,
  }))
  const otherFaults = (checked.faults ?? []).filter(
    ({ path }) => ![...gaps.keys()].some((gap) => path === gap || path.startsWith(`${gap}.`)),
  )
  return { faults: [...gapFaults, ...otherFaults] }
}
