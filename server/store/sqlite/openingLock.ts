import path from 'node:path'
import { pause } from '../pause'
import { UnusableDatabase } from '../unusableDatabase'
import { lockFile } from './libsql'

/** Longer than any migration takes. */
const timeout = 60_000
const pollInterval = 20

/**
 * Runs the work while no other process runs it in this folder: SQLite's own lock does not span from
 * reading the executed migrations to running the rest. The lock ends with the process. Throws
 * UnusableDatabase after a minute of waiting.
 */
export async function withOpeningLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const file = path.join(folder, 'opening.lock')
  for (let waited = 0; waited <= timeout; waited += pollInterval) {
    const lock = lockFile(file)
    if (lock) {
      try {
        return await work()
      } finally {
        lock.release()
      }
    }
    await pause(pollInterval)
  }
  throw new UnusableDatabase(
    `Another Gantry process has been opening ${folder} for a minute. Nothing was changed. Stop it, or set GANTRY_DATA to another folder.`,
  )
}
