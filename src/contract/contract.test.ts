import { describe, expect, it } from 'vitest'
import type { Action } from './action'
import { clusters } from './document/clusters'
import { contractDocument } from './document/contractDocument'
import { instances } from './document/instances'
import { linesOf, notationOf } from './document/notation'
import { monitoring, namespaces, tasks } from './document/others'
import { registryRepositories } from './document/registryRepositories'
import { registryTags } from './document/registryTags'
import { registryTriggers } from './document/registryTriggers'
import { services } from './document/services'
import { actions, isActionName } from './index'

const documented = {
  ...clusters,
  ...services,
  ...instances,
  ...namespaces,
  ...monitoring,
  ...registryRepositories,
  ...registryTags,
  ...registryTriggers,
  ...tasks,
}
const allActions: readonly Action[] = Object.values(actions)
const publishedActions = new Map(contractDocument().map((action) => [action.name, action]))

describe('the API document', () => {
  it('has 47 actions, all in the contract; all others are marked as undocumented', () => {
    const names = allActions.filter(({ undocumented }) => !undocumented).map(({ name }) => name)
    expect(names.toSorted()).toEqual(Object.keys(documented).sort())
    expect(names).toHaveLength(47)
  })

  describe.each(Object.entries(documented))(
    '%s',
    (name, { host = 'ccs', section, is = [], ...io }) => {
      const action = publishedActions.get(name)

      it('has the documented host, section and kind', () => {
        expect(action).toMatchObject({ host: `${host}.api.qcloud.com`, section })
        const kinds = [
          action?.mutates && 'mutating',
          action?.destructive && 'destructive',
          action?.async && 'async',
          action?.paging && 'paged',
          action?.flat && 'flat',
        ]
        expect(kinds.filter(Boolean)).toEqual(is)
      })

      it('has exactly the documented parameters', () => {
        expect(notationOf(action?.request, 'request')).toEqual(linesOf(io.request))
      })

      it('has exactly the documented response fields', () => {
        expect(notationOf(action?.response, 'response')).toEqual(linesOf(io.response))
      })

      it('has every documented response field in every response', () => {
        const lines = (io.response ?? '').split('\n').map((line) => line.trim().split(/\s+/))
        const optional = lines.filter(([path, ...tokens]) => {
          return tokens.includes('?') && !path?.startsWith('+')
        })
        expect(optional).toEqual([])
      })
    },
  )
})

/** Returns the top-level names of a request or a response. */
const namesIn = (schema: unknown): string[] =>
  typeof schema === 'object' && schema !== null && 'properties' in schema
    ? Object.keys(schema.properties ?? {})
    : []

/** Returns the paths of objects with arbitrary field names. */
function openObjects(schema: unknown, at = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const isOpen = 'properties' in schema && Reflect.get(schema, 'additionalProperties') !== false
  const inner = Object.entries(schema).flatMap(([name, value]) =>
    openObjects(value, `${at}/${name}`),
  )
  return isOpen ? [at, ...inner] : inner
}

describe.each(contractDocument())('$name', (action) => {
  const parameters = namesIn(action.request)
  const fields = namesIn(action.response)

  it('rejects unknown parameters at any depth', () => {
    expect(openObjects(action.request)).toEqual([])
  })

  it('is exported under its name', () => {
    expect(isActionName(action.name)).toBe(true)
  })

  it('names existing parameters in target and secrets, including all passwords', () => {
    expect(parameters).toEqual(expect.arrayContaining([...action.target, ...action.secrets]))
    const passwords = parameters.filter((name) => /password|secret/i.test(name))
    expect(action.secrets).toEqual(passwords)
  })

  it('invalidates only reads, and nothing if it is a read', () => {
    const invalidated = action.invalidates.map((name) =>
      isActionName(name) ? actions[name] : undefined,
    )
    expect(invalidated.every((item) => item?.mutates === false)).toBe(true)
    expect(action.mutates || action.invalidates.length === 0).toBe(true)
    expect(action.mutates || !action.destructive).toBe(true)
    expect(new Set(action.invalidates).size).toBe(action.invalidates.length)
  })

  it('names an existing parameter for its confirmation if it is destructive', () => {
    const { confirm } = action
    expect(action.destructive && !confirm).toBe(false)
    if (!confirm) return
    const { param, name, unless, onlyIf } = confirm
    const paramNames = [
      param,
      unless?.param ?? param,
      onlyIf?.param ?? param,
      ...(name?.with ?? []),
    ]
    expect(parameters).toEqual(expect.arrayContaining(paramNames))
    if (!name) return
    const read = publishedActions.get(name.action)
    expect(read?.mutates).toBe(false)
    expect(namesIn(read?.request)).toEqual(expect.arrayContaining([name.by, ...(name.with ?? [])]))
    expect(namesIn(read?.response)).toContain(name.items)
  })

  it('pages by existing fields, and only with the parameters offset and limit', () => {
    const { paging } = action
    if (!paging) return
    expect(fields).toEqual(expect.arrayContaining([paging.items, paging.total]))
    expect(parameters).toEqual(expect.arrayContaining(['offset', 'limit']))
    expect(action.request).toMatchObject({
      properties: { limit: { default: paging.limit, ...(paging.max && { maximum: paging.max }) } },
    })
  })

  it('cites the section that describes it', () => {
    expect(action.section).toMatch(action.undocumented ? /^api-facts\.md \d/ : /^[^/]+(\/.+)?$/)
  })
})
