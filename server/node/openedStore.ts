import fs from 'node:fs'
import { openStore, type Store } from '../store/open'
import type { Config } from './config'
import { ConfigError } from './configError'

/** The store that the configuration names; the folder is made where there is none. */
export async function openedStore({
  data,
  databaseUrl,
}: Pick<Config, 'data' | 'databaseUrl'>): Promise<Store> {
  try {
    fs.mkdirSync(data, { recursive: true, mode: 0o700 })
    return await openStore(databaseUrl === undefined ? { folder: data } : { url: databaseUrl })
  } catch (error) {
    const what = databaseUrl === undefined ? `GANTRY_DATA ${data}` : 'GANTRY_DATABASE_URL'
    const why = error instanceof Error ? error.message : String(error)
    throw new ConfigError(`The database of ${what} cannot be opened: ${why}`)
  }
}
