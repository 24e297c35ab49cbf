import { sql } from 'kysely'

/** The column `params`, of which an empty text stands for more characters than `longest`. */
export const paramsUpTo = (longest: number) =>
  sql<string>`case when length(params) > ${longest} then '' else params end`.as('params')
