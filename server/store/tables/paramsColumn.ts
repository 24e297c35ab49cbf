import { sql } from 'kysely'

/** The column `params`; empty if it is longer than `maxLength` characters. */
export const paramsUpTo = (maxLength: number) =>
  sql<string>`case when length(params) > ${maxLength} then '' else params end`.as('params')
