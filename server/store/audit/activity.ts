import { sql } from 'kysely'
import type { Db, Tables } from '../schema'

/** What was done to something, as far as everybody who may look at it may know. */
export type Deed = Pick<Tables['audit'], 'at' | 'action' | 'target' | 'user'>

export interface DeedQuery {
  account: string
  region: string
  /** What was acted on begins with this, e.g. `cls-1/default/web`. */
  target: string
  /** Milliseconds since 1970, both included. */
  from: number
  to: number
  most: number
}

/** A pattern of LIKE for everything below a thing; what the thing's name holds means itself. */
const below = (target: string) => `${target.replaceAll(/[\\%_]/g, '\\$&')}/%`

/** Deeds that succeeded, read from the audit; the newest first. */
export const createDeeds = (db: Db) => ({
  list: ({ account, region, target, from, to, most }: DeedQuery): Promise<Deed[]> =>
    db
      .selectFrom('audit')
      .select(['at', 'action', 'target', 'user'])
      .where('account', '=', account)
      .where('region', '=', region)
      .where('at', '>=', from)
      .where('at', '<=', to)
      .where('outcome', '=', 'ok')
      .where((is) =>
        is.or([is('target', '=', target), sql<boolean>`target like ${below(target)} escape '\\'`]),
      )
      .orderBy('at', 'desc')
      .limit(most)
      .execute(),
})
