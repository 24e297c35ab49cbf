import path from 'node:path'
import { sleep } from '../pause'
import { UnusableDatabase } from '../unusableDatabase'
import { lockFile } from './libsql'

/** In milliseconds; longer than any migration takes. */
const lockTimeout = 60_000
const pollInterval = 20

/**
 * Runs the work while no other process runs it in this folder. SQLite's own lock does not cover the
 * whole migration, from reading the executed migrations to running the others. The lock ends with
 * the process. Throws UnusableDatabase after a minute of waiting.
 */
export async function withOpeningLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const file = path.join(folder, 'opening.lock')
  for (let waited = 0; waited <= lockTimeout; waited += pollInterval) {
    const lock = lockFile(file)
    if (lock) {
      try {
        return await work()
      } finally {
        lock.release()
      }
    }
    await sleep(pollInterval)
  }
  throw new UnusableDatabase(
    `Another Gantry process has been opening ${folder} for a minute. Nothing was changed. Stop it, or set GANTRY_DATA to another folder.`,
  )
}
