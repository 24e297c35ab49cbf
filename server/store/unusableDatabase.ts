/**
 * The database cannot be used in its present state; the message gives the reason and a remedy.
 * Nothing has been changed.
 */
export class UnusableDatabase extends Error {
  override readonly name = 'UnusableDatabase'
}

const advice =
  'Nothing was changed. Restore the folder from a backup, or set GANTRY_DATA to another folder to start afresh.'

export const damagedFileError = (file: string, why: string) =>
  new UnusableDatabase(`${file} is damaged (${why}). ${advice}`)

/** Refuses to recreate a lost file, which would look as if all data had been deleted. */
export const lostFileError = (file: string, state: 'missing' | 'empty', traces: string) =>
  new UnusableDatabase(
    `${file} is ${state}, but Gantry stored data there before: ${traces} exists. ${advice}`,
  )

export const newerTablesError = (migration: string) =>
  new UnusableDatabase(
    `It was written by a newer version of Gantry (migration ${migration} is unknown to this version). Nothing was changed. Use that version or a later one, or restore a backup.`,
  )

export const noStoreError = (why: string) =>
  new UnusableDatabase(`It does not contain a Gantry store: ${why}. Nothing was created.`)

export const olderTablesError = (migration: string) =>
  new UnusableDatabase(
    `It was written by an older version of Gantry (its last migration is ${migration || 'unknown'}). Nothing was changed. Start the console on it once, which migrates it, or verify it with that version.`,
  )
