import { sql } from 'kysely'
import type { ActivityEntry, ActivityQuery } from '../../proxy/boards/ports'
import { escapeLike } from '../escapeLike'
import type { Db } from '../schema'

/** LIKE pattern that matches everything below a target. */
const childPattern = (target: string) => `${escapeLike(target)}/%`

/** Lists successful actions of the audit log, newest first. */
export const createActivity = (db: Db) => ({
  list: ({ account, region, target, from, to, limit }: ActivityQuery): Promise<ActivityEntry[]> =>
    db
      .selectFrom('audit')
      .select(['at', 'action', 'target', 'user'])
      .where('account', '=', account)
      .where('region', '=', region)
      .where('at', '>=', from)
      .where('at', '<=', to)
      .where('outcome', '=', 'ok')
      .where((is) =>
        is.or([
          is('target', '=', target),
          sql<boolean>`target like ${childPattern(target)} escape '\\'`,
        ]),
      )
      .orderBy('at', 'desc')
      .limit(limit)
      .execute(),
})
