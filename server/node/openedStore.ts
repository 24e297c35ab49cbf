import fs from 'node:fs'
import path from 'node:path'
import { openStore, type Store } from '../store/open'
import type { Config } from './config'
import { ConfigError } from './configError'

/** With all above it; one by one, because Node's own way goes on for ever below /proc. */
function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return
  const above = path.dirname(folder)
  if (above !== folder) makeFolder(above)
  fs.mkdirSync(folder, { mode: 0o700 })
}

/** The store that the configuration names; the folder is made where there is none. */
export async function openedStore({
  data,
  databaseUrl,
}: Pick<Config, 'data' | 'databaseUrl'>): Promise<Store> {
  try {
    makeFolder(data)
    return await openStore(databaseUrl === undefined ? { folder: data } : { url: databaseUrl })
  } catch (error) {
    const what = databaseUrl === undefined ? `GANTRY_DATA ${data}` : 'GANTRY_DATABASE_URL'
    const why = error instanceof Error ? error.message : String(error)
    throw new ConfigError(`The database of ${what} cannot be opened: ${why}`)
  }
}
