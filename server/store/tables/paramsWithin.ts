import { sql } from 'kysely'

/** The column `params`, empty if longer than `maxLength` characters. */
export const paramsUpTo = (longest: number) =>
  sql<string>`case when length(params) > ${longest} then '' else params end`.as('params')
