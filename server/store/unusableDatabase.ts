/**
 * The database cannot be used in its present state; the message says why and what to do. Nothing
 * has been changed.
 */
export class UnusableDatabase extends Error {
  override readonly name = 'UnusableDatabase'
}

const advice =
  'Nothing was changed. Restore the folder from a backup, or set GANTRY_DATA to another folder to start afresh.'

export const damagedFile = (file: string, why: string) =>
  new UnusableDatabase(`${file} is damaged (${why}). ${advice}`)

/** A recreated file would look as if all data had been deleted. */
export const lostFile = (file: string, state: 'missing' | 'empty', traces: string) =>
  new UnusableDatabase(
    `${file} is ${state}, but Gantry stored data there before: ${traces} exists. ${advice}`,
  )

export const newerTables = (migration: string) =>
  new UnusableDatabase(
    `It was written by a newer version of Gantry (migration ${migration} is unknown to this version). Nothing was changed. Use that version or a later one, or restore a backup.`,
  )

export const noStore = (why: string) =>
  new UnusableDatabase(`It does not contain a Gantry store: ${why}. Nothing was created.`)

export const olderTables = (migration: string) =>
  new UnusableDatabase(
    `It was written by an older version of Gantry (its last migration is ${migration || 'unknown'}). Nothing was changed. Start the console on it once, which migrates it, or verify it with that version.`,
  )
