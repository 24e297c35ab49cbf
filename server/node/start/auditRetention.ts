import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { createAuditRecorder } from '../../proxy/audit/recorder'
import { Problem } from '../../proxy/http/problem'
import { createRequestIds } from '../../proxy/http/requestId'
import type { Log } from '../../proxy/ports'
import { deletionAction } from '../../store/audit/records'
import type { ExpiredEntries } from '../../store/audit/retention'
import type { Store } from '../../store/open'
import { randomBytes } from '../crypto/randomBytes'

const day = 24 * 3_600_000
/** Number of entries per export and transaction. */
const batchSize = 20_000

interface Retention {
  /** Number of days for which entries are kept. */
  days: number
  /** Folder of the exports. */
  folder: string
}

/** Writes an export to a temporary file, then renames it; returns the name and the SHA-256. */
async function writeExport(folder: string, expired: ExpiredEntries, at: number) {
  await fs.mkdir(folder, { recursive: true, mode: 0o700 })
  const from = expired.throughSeq - expired.entries + 1
  const time = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const name = `audit-${from}-${expired.throughSeq}-${time}.jsonl`
  const temporary = path.join(folder, `${name}.part`)
  const hash = createHash('sha256')
  const file = await fs.open(temporary, 'w', 0o600)
  try {
    for await (const line of expired.lines()) {
      hash.update(line)
      await file.write(line)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  await fs.rename(temporary, path.join(folder, name))
  return { name, sha256: hash.digest('hex') }
}

const deletedElsewhere = () =>
  new Problem(409, 'Conflict', 'Another console has deleted these entries.')

/**
 * Exports audit entries that are older than the retention to a file, then deletes them. An entry
 * records each deletion with the hash of the last deleted entry. Nothing is deleted if the export
 * cannot be written.
 */
export async function deleteOldAudit(
  { store, now, log }: { store: Store; now: () => number; log: Log },
  { days, folder }: Retention,
  limit = batchSize,
): Promise<void> {
  const record = createAuditRecorder({ store, now, log })
  const newId = createRequestIds({ now, randomBytes })
  const expiredBefore = now() - days * day
  for (;;) {
    const expired = await store.audit.expired(expiredBefore, limit)
    if (!expired) return
    const { throughSeq, hash, unchained, entries, unchainedRows } = expired
    const { name, sha256 } = await writeExport(folder, expired, now())
    const params = { throughSeq, hash, unchained, entries, unchainedRows, file: name, sha256 }
    const noUser = { user: '', role: '', address: '' }
    await record.around(
      { requestId: newId(), ...noUser, action: deletionAction, params },
      async () => {
        if (await store.audit.remove(expiredBefore, expired)) return
        await fs.rm(path.join(folder, name), { force: true })
        throw deletedElsewhere()
      },
    )
    log({ event: 'auditDeleted', entries, unchainedRows, throughSeq, hash, file: name })
  }
}

/**
 * Logs the hash of the last entry when it has changed, so that logs stored elsewhere prove the
 * chain.
 */
export function createHeadLog(store: Pick<Store, 'audit'>, log: Log) {
  let loggedSeq = -1
  return async (): Promise<void> => {
    const { seq, hash } = await store.audit.head()
    if (seq === loggedSeq) return
    loggedSeq = seq
    log({ event: 'auditHead', seq, hash })
  }
}
