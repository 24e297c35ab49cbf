import fs from 'node:fs'
import path from 'node:path'
import { openStore, type Store } from '../../store/open'
import { verifyAudit } from '../../store/openAudit'
import { UnusableDatabase } from '../../store/unusableDatabase'
import type { Config } from '../config/config'
import { ConfigError } from '../config/configError'

/**
 * Creates a folder and its parents one by one, because Node's recursive mkdir never returns below
 * /proc.
 */
function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return
  const parent = path.dirname(folder)
  if (parent !== folder) makeFolder(parent)
  fs.mkdirSync(folder, { mode: 0o700 })
}

/**
 * Throws if other users of the machine can write to the folder, because they could replace the
 * database and the keys.
 */
function requirePrivate(folder: string): void {
  // On Windows, Node does not report the permissions of other users.
  if (process.platform === 'win32' || (fs.statSync(folder).mode & 0o002) === 0) return
  throw new ConfigError(
    `GANTRY_DATA ${folder} can be written by every user of this machine. Take that permission away: chmod o-w ${folder}`,
  )
}

type StoreLocation = Pick<Config, 'data' | 'databaseUrl'>

const placeOf = ({ data, databaseUrl }: StoreLocation) =>
  databaseUrl === undefined ? { folder: data } : { url: databaseUrl }

/** Returns the error with the name of the variable to change. */
function asConfigError(error: unknown, { data, databaseUrl }: StoreLocation): ConfigError {
  if (error instanceof ConfigError) return error
  const reason = error instanceof Error ? error.message : String(error)
  if (error instanceof UnusableDatabase) {
    const source = databaseUrl === undefined ? `GANTRY_DATA ${data}` : 'GANTRY_DATABASE_URL'
    return new ConfigError(`The database of ${source} cannot be opened: ${reason}`)
  }
  return new ConfigError(
    databaseUrl === undefined
      ? `The database of GANTRY_DATA ${data} cannot be opened: ${reason}. Set it to a folder that this user may write to, on a disk with free space.`
      : `The database of GANTRY_DATABASE_URL cannot be opened: ${reason}. Set it to the server, the user and the database of a running PostgreSQL server.`,
  )
}

/** Opens the configured store, creating the data folder if needed. */
export async function openConfiguredStore(place: StoreLocation): Promise<Store> {
  try {
    makeFolder(place.data)
    requirePrivate(place.data)
    const store = await openStore(placeOf(place))
    // The test write is needed because existing tables can be opened on a read-only file system
    // too.
    await store.tryWrite().catch(async (error: unknown) => {
      await store.close().catch(() => undefined)
      throw error
    })
    return store
  } catch (error) {
    throw asConfigError(error, place)
  }
}

/** Verifies the audit log of the configured store, which must exist. */
export async function verifyConfiguredAudit(place: StoreLocation, knownHash?: string) {
  try {
    return await verifyAudit(placeOf(place), knownHash)
  } catch (error) {
    throw asConfigError(error, place)
  }
}
