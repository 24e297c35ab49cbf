import path from 'node:path'
import { UnusableDatabase } from '../unusableDatabase'
import { holdFile } from './libsql'

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Longer than any change to the tables takes. */
const patience = 60_000
const between = 20

/**
 * Does the work while no other process does it in this folder: SQLite's own lock does not hold from the
 * look at what has been run to the end of running the rest. The lock ends with the process, however that
 * ends. Throws UnusableDatabase after a minute in vain.
 */
export async function inTurn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const file = path.join(folder, 'opening.lock')
  for (let waited = 0; waited <= patience; waited += between) {
    const lock = holdFile(file)
    if (lock) {
      try {
        return await work()
      } finally {
        lock.release()
      }
    }
    await pause(between)
  }
  throw new UnusableDatabase(
    `Another Gantry has been opening ${folder} for a minute. Nothing has been changed. Stop it, or set GANTRY_DATA to another folder.`,
  )
}
