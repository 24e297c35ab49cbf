import type { Db } from '../schema'
import { storable } from '../storable'

/** Charts that somebody has put together under a name, for everybody to look at. */
export interface BoardTable {
  id: string
  name: string
  account: string
  region: string
  /** JSON of a list of texts, one for each chart. */
  charts: string
  /** A range such as `1h`; empty: the page's own. */
  range: string
  /** Counts changes, so that nobody overwrites what they have not seen. */
  version: number
  /** Who changed it last. */
  user: string
  changedAt: number
}

type Content = Pick<BoardTable, 'name' | 'charts' | 'range' | 'user' | 'changedAt'>

/** `stale`: somebody else has changed it since. */
export type BoardChange = 'done' | 'missing' | 'stale'

export function createBoards(db: Db) {
  return {
    /** By name; at most `most`. */
    list: (most: number): Promise<BoardTable[]> =>
      db.selectFrom('boards').selectAll().orderBy('name').orderBy('id').limit(most).execute(),

    async add(board: BoardTable): Promise<void> {
      const texts = { name: storable(board.name), charts: storable(board.charts) }
      await db
        .insertInto('boards')
        .values({ ...board, ...texts })
        .execute()
    },

    /** Replaces what `version` held. */
    async change(id: string, version: number, content: Content): Promise<BoardChange> {
      const texts = { name: storable(content.name), charts: storable(content.charts) }
      const result = await db
        .updateTable('boards')
        .set({ ...content, ...texts, version: version + 1 })
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst()
      if (result.numUpdatedRows === 1n) return 'done'
      const left = await db
        .selectFrom('boards')
        .select('id')
        .where('id', '=', id)
        .executeTakeFirst()
      return left ? 'stale' : 'missing'
    },

    /** False where there is none. */
    async remove(id: string): Promise<boolean> {
      const result = await db.deleteFrom('boards').where('id', '=', id).executeTakeFirst()
      return result.numDeletedRows === 1n
    },
  }
}
