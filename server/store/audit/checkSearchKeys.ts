import type { Db, Tables } from '../schema'
import { searchKeysOf } from './searchKeys'

/** Returns rows whose search keys do not match their target. */
export async function rowsWithWrongSearchKeys(
  db: Db,
  rows: readonly Tables['audit'][],
): Promise<string[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const keyRows = await db.selectFrom('auditParts').selectAll().where('id', 'in', ids).execute()
  const storedKeys = new Map<string, Set<string>>()
  for (const { id, part } of keyRows)
    storedKeys.set(id, (storedKeys.get(id) ?? new Set()).add(part))
  return rows.flatMap(({ id, target }) => {
    const [expected, stored] = [searchKeysOf(target), storedKeys.get(id) ?? new Set()]
    const isEqual = stored.size === expected.length && expected.every((value) => stored.has(value))
    return isEqual ? [] : [id]
  })
}

/** Returns IDs that have search keys but no row. */
export async function strayKeys(db: Db, limit: number): Promise<string[]> {
  const strayRows = await db
    .selectFrom('auditParts')
    .select('id')
    .distinct()
    .where('id', 'not in', db.selectFrom('audit').select('audit.id'))
    .limit(limit)
    .execute()
  return strayRows.map(({ id }) => id)
}
