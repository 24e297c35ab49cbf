import type { Board, BoardContent } from '../../proxy/boards/ports'
import type { Db } from '../schema'
import { toStorable } from '../storable'

/** `stale`: the board has changed since the given version. */
export type BoardChange = 'done' | 'missing' | 'stale'

export function createBoards(db: Db) {
  return {
    /** Returns the first boards by name. */
    list: (limit: number): Promise<Board[]> =>
      db.selectFrom('boards').selectAll().orderBy('name').orderBy('id').limit(limit).execute(),

    async add(board: Board): Promise<void> {
      const storableTexts = { name: toStorable(board.name), charts: toStorable(board.charts) }
      await db
        .insertInto('boards')
        .values({ ...board, ...storableTexts })
        .execute()
    },

    /** Replaces the content if `version` is still current. */
    async change(id: string, version: number, content: BoardContent): Promise<BoardChange> {
      const storableTexts = { name: toStorable(content.name), charts: toStorable(content.charts) }
      const result = await db
        .updateTable('boards')
        .set({ ...content, ...storableTexts, version: version + 1 })
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst()
      if (result.numUpdatedRows === 1n) return 'done'
      const existing = await db
        .selectFrom('boards')
        .select('id')
        .where('id', '=', id)
        .executeTakeFirst()
      return existing ? 'stale' : 'missing'
    },

    /** Returns false if the board does not exist. */
    async remove(id: string): Promise<boolean> {
      const result = await db.deleteFrom('boards').where('id', '=', id).executeTakeFirst()
      return result.numDeletedRows === 1n
    },
  }
}
