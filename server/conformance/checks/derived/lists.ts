import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'
import type { Action } from '../../../../src/contract/action'
import { type ActionName, isActionName } from '../../../../src/contract/index'
import type { Fields } from '../../../wire/conform'
import type { Api } from '../../api'
import { Difference, expectThat, requirePresent, toShortJson } from '../../outcomes'
import { type Check, type Context, checksOf } from '../check'
import { type TargetResources, validRequests } from '../parameters'

/** The data of a successful response of any action, in the contract's types. */
async function dataOf({ request }: Api, name: ActionName, params: object): Promise<Fields> {
  const answer = await request(name, params)
  if (answer.code === 0) return answer.data
  throw new Difference(`${name} to be accepted`, `${answer.code} ${answer.message}`)
}

const rowsAt = (data: Fields, name: string): readonly unknown[] => {
  const rows = data[name]
  if (Array.isArray(rows)) return rows
  throw new Difference(`a list ${name}`, toShortJson(rows))
}

/** Maximum rows of a request; below every maximum in the API document. */
const pageSize = 100

/** Checks that `offset`, `limit` and the count of all rows work together. */
export function pagingChecks(
  action: Action,
  placeOf: (context: Context) => TargetResources,
): Check[] {
  const { name, paging } = action
  if (!paging || !isActionName(name)) return []
  const valid = validRequests[name]
  if (!valid) return []

  /** The rows of a page, and the count of all rows. */
  async function pageOf(context: Context, page: object) {
    const data = await dataOf(context.api, name as ActionName, {
      ...valid?.(placeOf(context)),
      ...page,
    })
    const total = Number(data[paging?.total ?? ''])
    return { rows: rowsAt(data, paging?.items ?? ''), total }
  }

  return checksOf(name, {
    'limit bounds the rows': async (context) => {
      const { rows, total } = await pageOf(context, { limit: 1 })
      expectThat(rows.length === Math.min(1, total), 'one row with limit=1', rows.length)
    },
    'the total does not depend on the page': async (context) => {
      const shortPage = await pageOf(context, { limit: 1 })
      const fullPage = await pageOf(context, { limit: pageSize })
      expectThat(
        shortPage.total === fullPage.total,
        `a total of ${fullPage.total}`,
        shortPage.total,
      )
      const expected = Math.min(fullPage.total, pageSize)
      expectThat(fullPage.rows.length === expected, `${expected} rows`, fullPage.rows.length)
    },
    'offset skips rows': async (context) => {
      const fullPage = await pageOf(context, { limit: pageSize })
      requirePresent(fullPage.rows[0], 'there is no row')
      const lastIndex = Math.min(fullPage.rows.length, pageSize) - 1
      const page = await pageOf(context, { limit: pageSize, offset: lastIndex })
      const isSame = isDeepStrictEqual(page.rows[0], fullPage.rows[lastIndex])
      expectThat(isSame, `row ${lastIndex} first with offset=${lastIndex}`, page.rows[0])
    },
    'an offset behind the last row lists none': async (context) => {
      const { total } = await pageOf(context, { limit: 1 })
      const page = await pageOf(context, { limit: 1, offset: total + 1 })
      expectThat(page.rows.length === 0, `no row with offset=${total + 1}`, page.rows)
    },
    [`limit is ${paging.limit} by default`]: async (context) => {
      const { rows, total } = await pageOf(context, {})
      const expected = Math.min(paging.limit, total)
      expectThat(rows.length === expected, `${expected} of ${total} rows`, rows.length)
    },
  })
}

/** Parameters with a constant default, except those of pages. */
function defaultsOf({ request }: Action): [name: string, value: unknown][] {
  if (!(request instanceof z.core.$ZodObject)) return []
  return Object.entries(request._zod.def.shape).flatMap(([name, field]): [string, unknown][] =>
    field instanceof z.core.$ZodDefault && name !== 'limit'
      ? [[name, field._zod.def.defaultValue]]
      : [],
  )
}

/**
 * Checks that a read returns the same data with a parameter's default as without the parameter. A
 * difference is checked again, because data may change between two reads.
 */
export function defaultChecks(
  action: Action,
  placeOf: (context: Context) => TargetResources,
): Check[] {
  const { name } = action
  if (action.mutates || !isActionName(name)) return []
  const valid = validRequests[name]
  if (!valid) return []
  return defaultsOf(action).map(([param, value]) => ({
    action: name,
    title: `${param} is ${String(value)} by default`,
    run: async (context) => {
      const { [param]: _given, ...params }: Readonly<Record<string, unknown>> = valid(
        placeOf(context),
      )
      for (let attempt = 0; ; attempt += 1) {
        const [implicit, explicit] = [
          await context.api.request(name, params),
          await context.api.request(name, { ...params, [param]: value }),
        ]
        const isSame = isDeepStrictEqual(
          [implicit.code, implicit.data],
          [explicit.code, explicit.data],
        )
        if (isSame) return
        if (attempt === 2) {
          const expected = `the answer to ${param}=${String(value)}, ${toShortJson(explicit.data)},`
          throw new Difference(`${expected} without ${param}`, toShortJson(implicit.data))
        }
      }
    },
  }))
}
