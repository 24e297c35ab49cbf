import { describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod/mini'
import { type Action, read } from './action'
import { contractDocument } from './document/contractDocument'
import type { NamedBy } from './facts'
import { actions, isActionName } from './index'

const allActions: readonly Action[] = Object.values(actions)

interface Schema {
  readonly [key: string]: unknown
}
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null
const inner = (value: unknown, ...path: readonly string[]): Schema => {
  const nestedValue = path.reduce((at, name) => (isSchema(at) ? at[name] : undefined), value)
  return isSchema(nestedValue) ? nestedValue : {}
}

const publishedActions = new Map(contractDocument().map((action) => [action.name, action]))
const parametersOf = ({ name }: Action) => inner(publishedActions.get(name)?.request, 'properties')
const requiredOf = ({ name }: Action) =>
  Object.values(inner(publishedActions.get(name)?.request, 'required'))
const fieldsOf = ({ name }: Action) => inner(publishedActions.get(name)?.response, 'properties')

/** Returns the fields of a response that hold a list or a map of objects. */
const rowsOf = (action: Action) =>
  Object.entries(fieldsOf(action))
    .filter(([, value]) => {
      const row = { ...inner(value, 'items'), ...inner(value, 'additionalProperties') }
      return row.type === 'object'
    })
    .map(([name]) => name)

const parametersIn = (by: NamedBy | undefined): string[] => {
  if (by === undefined) return []
  if (typeof by === 'string') return [by]
  if ('dimensions' in by) return ['dimensions']
  return [by.param, ...(by.allIf ? [by.allIf.param] : [])]
}
const declaredBy = ({ scope }: Action) =>
  scope === 'account' ? [] : Object.values(scope).flatMap(parametersIn)

/**
 * Whether an action has a parameter that names a cluster or a namespace of a cluster, not of the
 * registry.
 */
const namesPlace = (action: Action) =>
  Object.keys(parametersOf(action)).filter(
    (name) =>
      /^clusterids?$|^clusterregion$|^dimensions$/i.test(name) ||
      (name === 'namespace' && 'clusterId' in parametersOf(action)) ||
      (/^names?$/.test(name) && action.area === 'namespaces'),
  )

describe.each(allActions)('$name', (action) => {
  const { scope, lists, effects, task, revision, shared, confirm, guard } = action
  const parameters = Object.keys(parametersOf(action))

  it('declares every parameter that names a cluster, a namespace or a region', () => {
    expect(parameters).toEqual(expect.arrayContaining(declaredBy(action)))
    expect(declaredBy(action)).toEqual(expect.arrayContaining(namesPlace(action)))
  })

  it("has the API's default namespace", () => {
    const by = scope === 'account' ? undefined : scope.namespaces
    if (typeof by !== 'object' || !('param' in by)) return
    expect(parametersOf(action)[by.param]).toMatchObject(by.default ? { default: by.default } : {})
  })

  it('omits only optional fields for users with a limited scope', () => {
    const { unscopedFields = [] } = action
    expect(Object.keys(fieldsOf(action))).toEqual(expect.arrayContaining([...unscopedFields]))
    const required = Object.values(inner(publishedActions.get(action.name)?.response, 'required'))
    expect(required.filter((name) => unscopedFields.includes(String(name)))).toEqual([])
  })

  it('declares the owners of the resources that it lists', () => {
    const rows = action.mutates ? [] : rowsOf(action)
    const listed = lists ? [lists.items, ...(lists.others ?? []).map(({ items }) => items)] : []
    expect(listed).toEqual(rows)
    expect(action.paging?.items ?? lists?.items).toBe(lists?.items)
  })

  it('scopes its rows by existing fields or required parameters', () => {
    if (!lists) return
    const row = inner(fieldsOf(action), lists.items, 'items', 'properties')
    expect(Object.keys(row)).toEqual(expect.arrayContaining(lists.machine ? [lists.machine] : []))
    const named = lists.within === undefined ? row : inner(row, lists.within, 'properties')
    if (lists.scopedBy === 'parameters') {
      const clusters = parametersIn(scope === 'account' ? undefined : scope.clusters)
      expect(requiredOf(action)).toEqual(expect.arrayContaining(clusters))
      expect(clusters).toHaveLength(1)
    } else if (lists.scopedBy === 'account') {
      expect(JSON.stringify(row)).not.toMatch(/"clusterId"/i)
    } else {
      expect(Object.keys(named)).toEqual(expect.arrayContaining(Object.values(lists.scopedBy)))
    }
    expect(parameters).toEqual(expect.arrayContaining(Object.values(lists.narrowedBy ?? {})))
    for (const { items, scopedBy } of lists.others ?? []) {
      const otherRow = inner(fieldsOf(action), items, 'items', 'properties')
      const fields = typeof scopedBy === 'string' ? [] : Object.values(scopedBy)
      expect(Object.keys(otherRow)).toEqual(expect.arrayContaining(fields))
    }
  })

  it('names existing parameters and reads in its effects, task, revision and shared reads', () => {
    const ofEffects = (effects ?? []).flatMap((effect) =>
      effect.kind === 'existing'
        ? [effect.param]
        : effect.kind === 'images'
          ? [effect.param, effect.tags]
          : effect.kind === 'deployment'
            ? [effect.region, effect.trigger?.param]
            : [],
    )
    const names = [...ofEffects, task?.onlyIf?.param, shared?.period]
    if (revision?.kind === 'setting') names.push(revision.param)
    expect(parameters).toEqual(expect.arrayContaining(names.filter((name) => name !== undefined)))
    for (const effect of effects ?? []) {
      const read =
        effect.kind === 'existing'
          ? effect.read
          : effect.kind === 'deployment'
            ? effect.trigger?.read
            : undefined
      if (read !== undefined) expect(isActionName(read) && actions[read].lists).toBeTruthy()
    }
    expect(effects !== undefined).toBe(action.mutates)
    const ofWrites = [effects, task, revision, action.change]
    expect(action.mutates || ofWrites.every((fact) => fact === undefined)).toBe(true)
    expect(action.mutates && shared !== undefined).toBe(false)
  })

  it('has a guard if it deletes, and a typed name only if it declares one', () => {
    expect(action.mutates || guard === 'none').toBe(true)
    if (action.destructive || confirm) expect(guard).not.toBe('none')
    expect(guard === 'name').toBe(confirm?.required === true)
  })

  it('has other names that no action or parameter has', () => {
    expect(action.otherNames.filter(isActionName)).toEqual([])
    for (const [name, right] of Object.entries(action.otherParameters)) {
      expect(parameters).toContain(right)
      expect(parameters).not.toContain(name)
    }
  })
})

describe('a read of the contract', () => {
  const facts = {
    ...({ name: 'DescribePlanted', area: 'clusters', host: 'ccs', section: '' } as const),
    ...({ scope: 'account', request: z.strictObject({}) } as const),
  }
  const response = z.object({ rows: z.array(z.object({ clusterId: z.string() })) })

  it('does not compile with undeclared rows', () => {
    // @ts-expect-error: `lists` is missing.
    expect(read({ ...facts, response }).lists).toBeUndefined()
    // @ts-expect-error: the response has no such field.
    read({ ...facts, response, lists: { items: 'others', scopedBy: 'account' } })
    const lists = { items: 'rows', scopedBy: { clusters: 'clusterId' } } as const
    expectTypeOf(read({ ...facts, response, lists })).toExtend<Action>()
  })
})
