import { sql } from 'kysely'

/** Selects the column `params`, or an empty string if it is longer than `maxLength` characters. */
export const selectParamsUpTo = (maxLength: number) =>
  sql<string>`case when length(params) > ${maxLength} then '' else params end`.as('params')
